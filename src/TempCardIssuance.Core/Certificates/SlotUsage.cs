using System.Globalization;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>What the keys in PIV slots are for (SP 800-73-4 Part 1, 3.3; FIPS 201-3, 4.2.2).</summary>
public static class SlotUsage
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string EmailProtection = "1.3.6.1.5.5.7.3.4";
    private const string SmartCardLogon = "1.3.6.1.4.1.311.20.2.2";
    private const string PivCardAuthentication = "2.16.840.1.101.3.6.8";

    /// <summary>What the key of a slot is used for (RFC 5280, 4.2.1.3).</summary>
    public static X509KeyUsageFlags KeyUsage(string slot, KeyType key) => slot switch
    {
        "9C" => X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation,
        _ when !IsForKeyManagement(slot) => X509KeyUsageFlags.DigitalSignature,
        _ when KeySpec.Of(key).RsaBits is not null => X509KeyUsageFlags.KeyEncipherment,
        _ => X509KeyUsageFlags.KeyAgreement,
    };

    /// <summary>Empty: for anything that the key usage permits.</summary>
    public static IReadOnlyList<string> ExtendedKeyUsages(string slot) => slot switch
    {
        "9A" => [ClientAuthentication, SmartCardLogon],
        "9E" => [PivCardAuthentication],
        _ when slot == "9C" || IsForKeyManagement(slot) => [EmailProtection],
        _ => [],
    };

    /// <summary>9D, and the retired ones from 82 to 95.</summary>
    private static bool IsForKeyManagement(string slot) => slot == "9D"
        || (byte.TryParse(slot, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte reference)
            && reference is >= 0x82 and <= 0x95);
}
