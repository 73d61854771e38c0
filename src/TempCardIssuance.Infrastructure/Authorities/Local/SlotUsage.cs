using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What the keys in PIV slots are for (SP 800-73-4 Part 1, 3.3; FIPS 201-3, 4.2.2).</summary>
internal static class SlotUsage
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const string SmartCardLogon = "1.3.6.1.4.1.311.20.2.2";
    private const string PivCardAuthentication = "2.16.840.1.101.3.6.8";

    public static X509KeyUsageFlags KeyUsage(string slot, KeyType key) => slot switch
    {
        "9C" => X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        "9D" when KeySpec.Of(key).RsaBits is not null => X509KeyUsageFlags.KeyEncipherment,
        "9D" => X509KeyUsageFlags.KeyAgreement,
        _ => X509KeyUsageFlags.DigitalSignature,
    };

    /// <summary>Empty: for anything that the key usage permits.</summary>
    public static IReadOnlyList<string> ExtendedKeyUsages(string slot) => slot switch
    {
        "9A" => [ClientAuthentication, SmartCardLogon],
        "9C" or "9D" => [EmailProtection],
        "9E" => [PivCardAuthentication],
        _ => [],
    };
}
