using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What a card's statement says of a key, against what we know of it.</summary>
internal static class AttestedKey
{
    private const string Arc = "1.3.6.1.4.1.41482.3.";
    private const string Serial = Arc + "7";
    private const string Policies = Arc + "8";

    /// <param name="statement">Signed by the card.</param>
    /// <param name="key">That the card gave us.</param>
    /// <param name="profile">What was asked for.</param>
    /// <param name="serial">Of the card, big-endian; null: it is not known.</param>
    /// <returns>Null: it is as it should be.</returns>
    public static string? Problem(
        X509Certificate2 statement, CardKey key, CertificateProfile profile, ReadOnlyMemory<byte>? serial) =>
        !key.Matches(statement) ? "its statement is for another key"
        : !IsOfSlot(statement, key.Slot) ? "its statement is for another slot"
        : !HasPolicies(Find(statement, Policies), profile) ? "its statement has other policies than were asked for"
        : !IsOfCard(Find(statement, Serial), serial) ? "its statement is by a card with another serial number"
        : null;

    /// <summary>The subject is <c>CN=YubiKey PIV Attestation 9a</c>.</summary>
    private static bool IsOfSlot(X509Certificate2 statement, PivSlot slot) => statement
        .GetNameInfo(X509NameType.SimpleName, forIssuer: false)
        .EndsWith($" {slot.Name}", StringComparison.OrdinalIgnoreCase);

    /// <summary>Two bytes, no DER.</summary>
    private static bool HasPolicies(byte[]? told, CertificateProfile profile) => told switch
    {
        [var pin, var touch] => (profile.PinPolicy == PinUse.Default || pin == (byte)profile.PinPolicy)
            && (profile.TouchPolicy == TouchPolicy.Default || touch == (byte)profile.TouchPolicy),
        _ => !profile.HasPolicies,
    };

    /// <summary>An INTEGER.</summary>
    private static bool IsOfCard(byte[]? told, ReadOnlyMemory<byte>? serial)
    {
        if (told is null || serial is not { } known)
            return true;
        try
        {
            return AsnDecoder.ReadInteger(told, AsnEncodingRules.DER, out _)
                == new BigInteger(known.Span, isUnsigned: true, isBigEndian: true);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }

    private static byte[]? Find(X509Certificate2 statement, string oid) =>
        statement.Extensions.FirstOrDefault(extension => extension.Oid?.Value == oid)?.RawData;
}
