namespace TempCardIssuance.Core.Certificates;

/// <summary>Whether a certificate may still be trusted.</summary>
public enum CertificateState
{
    Active,
    RevocationPending,
    Revoked,
}
