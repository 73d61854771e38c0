namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>
/// What the exit codes of an authority's programs mean, by the names of sysexits.h. All others: failed.
/// </summary>
internal static class ProgramCodes
{
    public const int Done = 0;

    /// <summary>EX_UNAVAILABLE: the authority is away and has surely done nothing.</summary>
    public const int Away = 69;

    /// <summary>EX_TEMPFAIL: it will answer later; the output has an id.</summary>
    public const int Later = 75;

    /// <summary>EX_NOPERM: it has refused.</summary>
    public const int Refused = 77;
}
