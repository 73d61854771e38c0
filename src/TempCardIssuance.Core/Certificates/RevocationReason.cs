namespace TempCardIssuance.Core.Certificates;

/// <summary>
/// Reason codes of RFC 5280, 5.3.1. There is no hold: what is on a list stays on it.
/// </summary>
public enum RevocationReason
{
    Unspecified = 0,
    KeyCompromise = 1,
    CACompromise = 2,
    AffiliationChanged = 3,
    Superseded = 4,
    CessationOfOperation = 5,
    PrivilegeWithdrawn = 9,
    AACompromise = 10,
}
