using System.Text;
using TempCardIssuance.Core.Issuance;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>Stations with the real driver, and jobs for it.</summary>
internal static class TestCards
{
    public const string Pin = "48302761";
    public const string Puk = "70514836";

    public static DateOnly ValidUntil { get; } = DateOnly.FromDateTime(DateTime.UtcNow.AddDays(14));

    public static CertificateProfile Authentication { get; } = Profile("9A", KeyType.EccP256);

    public static CertificateProfile KeyManagement { get; } = Profile("9D", KeyType.Rsa2048);

    public static PcscCardStation Station(string reader, Func<PcscStationOptions, PcscStationOptions>? change = null) =>
        Station(reader, new PivOptions(), change);

    public static PcscCardStation Station(
        string reader, PivOptions piv, Func<PcscStationOptions, PcscStationOptions>? change = null)
    {
        var options = new PcscStationOptions
        {
            Name = "desk",
            Reader = reader,
            Capabilities = PivDriver.Capabilities,
        };
        return new PcscCardStation(
            change is null ? options : change(options),
            (connection, eject) => PivCardBody.Open(connection, piv, eject),
            connection => Look(connection, piv));
    }

    /// <summary>Checks and encodes a body; gives the GUID that went on it.</summary>
    public static async Task<Guid> EncodeAsync(
        ICardBody body, ThrowAwayAuthority authority, params IEnumerable<CertificateProfile> profiles)
    {
        using var pin = new SecretBytes(Encoding.ASCII.GetBytes(Pin));
        using var puk = new SecretBytes(Encoding.ASCII.GetBytes(Puk));
        var guid = Guid.NewGuid();
        var job = new ChipJob
        {
            CardNumber = "T-00001",
            Pin = pin,
            Puk = puk,
            CardGuid = guid,
            ValidUntil = ValidUntil,
            Certificates =
                [.. profiles.Select(profile => new ChipCertificate(profile, "CN=Temporary card T-00001"))],
        };
        await body.CheckBlankAsync(CancellationToken.None);
        await body.EncodeAsync(job, authority.IssueAsync, new Progress<ChipStep>(), CancellationToken.None);
        return guid;
    }

    private static CardLook Look(ICardConnection connection, PivOptions piv)
    {
        var inspection = PivInspection.Run(connection, piv);
        return new CardLook(inspection.Kind.ToString(), inspection.Facts);
    }

    private static CertificateProfile Profile(string slot, KeyType keyType) => new()
    {
        Name = slot,
        Slot = slot,
        KeyType = keyType,
        Authority = "throw-away",
        Subject = "CN=Temporary card {cardNumber}",
    };
}
