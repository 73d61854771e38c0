using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>What one pass over the revocation queue has found out so far.</summary>
/// <param name="prepare">Gives why an authority can't revoke; null: it can.</param>
internal sealed class RevocationPass(Func<string, Task<string?>> prepare)
{
    private readonly Dictionary<string, string?> _prepared = new(StringComparer.Ordinal);
    private readonly HashSet<(string Authority, string SerialNumber)> _tried = [];
    private readonly HashSet<string> _unable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (List<CardCertificate> Certificates, string Error)> _failures =
        new(StringComparer.Ordinal);

    /// <summary>Authorities that have revoked nothing of what they were asked for.</summary>
    public IReadOnlyCollection<string> Unable => _unable;

    /// <summary>Authorities that were ready.</summary>
    public IEnumerable<string> Able => _prepared.Where(p => p.Value is null).Select(p => p.Key);

    /// <summary>What each authority could not revoke, and why not the last of it.</summary>
    public IEnumerable<(string Authority, IReadOnlyList<CardCertificate> Certificates, string Error)> Failures =>
        _failures.Select(f => (f.Key, (IReadOnlyList<CardCertificate>)f.Value.Certificates, f.Value.Error));

    /// <summary>Gets an authority ready, once; gives why it can't revoke.</summary>
    public async Task<string?> PrepareAsync(string authority)
    {
        if (_prepared.TryGetValue(authority, out string? problem))
            return problem;
        return _prepared[authority] = await prepare(authority);
    }

    /// <summary>False for what this pass has tried already.</summary>
    public bool IsNew(DueRevocation due) => !_tried.Contains(Key(due));

    public void Note(IReadOnlyList<DueRevocation> pending, IReadOnlyList<string?> errors)
    {
        var worked = new HashSet<string>(StringComparer.Ordinal);
        for (int i = 0; i < pending.Count; i++)
        {
            CardCertificate certificate = pending[i].Certificate;
            _tried.Add(Key(pending[i]));
            if (errors[i] is not { } error)
                worked.Add(certificate.Authority);
            else if (_failures.TryGetValue(certificate.Authority, out (List<CardCertificate> Certificates, string) known))
                Fail(known.Certificates, certificate, error);
            else
                Fail([], certificate, error);
        }

        _unable.UnionWith(pending.Select(p => p.Certificate.Authority).Where(name => !worked.Contains(name)));
    }

    private void Fail(List<CardCertificate> certificates, CardCertificate certificate, string error)
    {
        certificates.Add(certificate);
        _failures[certificate.Authority] = (certificates, error);
    }

    private static (string, string) Key(DueRevocation due) =>
        (due.Certificate.Authority, due.Certificate.SerialNumber);
}
