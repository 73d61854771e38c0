using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>Reasons of revocation as RFC 5280, 5.3.1, writes them.</summary>
internal static class ReasonWords
{
    public static string Of(RevocationReason reason) => (int)reason switch
    {
        1 => "keyCompromise",
        2 => "cACompromise",
        3 => "affiliationChanged",
        4 => "superseded",
        5 => "cessationOfOperation",
        9 => "privilegeWithdrawn",
        10 => "aACompromise",
        _ => "unspecified",
    };
}
