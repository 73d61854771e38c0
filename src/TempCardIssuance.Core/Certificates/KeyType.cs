namespace TempCardIssuance.Core.Certificates;

/// <summary>Key types a profile may ask for (SP 800-78-4, table 6-2).</summary>
public enum KeyType
{
    Rsa2048,
    EccP256,
    EccP384,
}
