namespace TempCardIssuance.Core.Audit;

/// <summary>
/// Where the audit trail ends. Noted down elsewhere, it shows later even that somebody wrote the whole trail anew.
/// </summary>
/// <param name="Sequence">That of the last event; 0 before the first.</param>
/// <param name="Hash">That of the last event; <see cref="AuditChain.Start"/> before the first.</param>
public sealed record AuditHead(long Sequence, string Hash)
{
    public override string ToString() => $"{Sequence} {Hash}";
}
