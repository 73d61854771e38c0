namespace TempCardIssuance.Core.Certificates;

/// <summary>Reason codes of RFC 5280, 5.3.1, as far as they are used here.</summary>
public enum RevocationReason
{
    Unspecified = 0,
    Superseded = 4,
    CessationOfOperation = 5,
}
