using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What a card is to us.</summary>
public enum PivCardKind
{
    /// <summary>Not enough could be found out.</summary>
    Unknown,

    /// <summary>No certificate, and as far as the card tells, the values that blanks arrive with.</summary>
    Blank,

    /// <summary>Has the CHUID that this driver writes.</summary>
    Ours,

    /// <summary>Somebody else's.</summary>
    Foreign,
}

/// <summary>A look at a card that changes nothing and tries no key.</summary>
/// <param name="Kind">What it is to us.</param>
/// <param name="Facts">What was found out, by name; only what the card tells.</param>
public sealed record PivInspection(PivCardKind Kind, IReadOnlyDictionary<string, string> Facts)
{
    /// <param name="connection">The card.</param>
    /// <param name="options">What blanks arrive with.</param>
    /// <param name="trace">Is given every command and response, with secret data masked.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotSupported"/>, <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.CardRemoved"/>.
    /// </exception>
    public static PivInspection Run(
        ICardConnection connection, PivOptions options, Action<string>? trace = null)
    {
        var application = new PivApplication(
            PivChannel.Stack(connection, new ConnectionChannel(connection), trace));
        PivPropertyTemplate properties = application.Select();
        return new PivInspector(application, options).Run(properties);
    }
}

internal sealed class PivInspector(PivApplication application, PivOptions options)
{
    private readonly Dictionary<string, string> _facts = new(StringComparer.OrdinalIgnoreCase);

    public PivInspection Run(PivPropertyTemplate properties)
    {
        Add("application", properties.Label);
        if (properties.Algorithms.Count > 0)
        {
            Add(
                "algorithms",
                string.Join(' ', properties.Algorithms.Select(PivAlgorithms.Name).Distinct(StringComparer.Ordinal)));
        }

        Add("serial", application.ReadSerial() is { } serial ? Convert.ToHexString(serial) : null);
        Add("version", application.ReadVersion());
        Chuid? chuid = application.ReadObject("CHUID", PivObject.Chuid) is { } content ? Chuid.Parse(content) : null;
        Add("guid", chuid?.CardGuid?.ToString());
        Add("expires", chuid?.ExpirationDate?.ToString("O", CultureInfo.InvariantCulture));

        PivMetadata? managementKey = application.ReadMetadata(PivReference.ManagementKey);
        Add("managementKey", managementKey?.Algorithm is { } algorithm ? PivAlgorithms.Name(algorithm) : null);
        PivMetadata? pin = application.ReadMetadata(PivPin.Pin.Reference);
        PivMetadata? puk = application.ReadMetadata(PivPin.Puk.Reference);
        AddNumber("pinTries", pin?.TriesLeft ?? new PivPins(application).QueryTries(PivPin.Pin));
        AddNumber("pukTries", puk?.TriesLeft);

        string[] certificates = [.. PivSlot.All.Where(HasCertificate).Select(slot => slot.Name)];
        if (certificates.Length > 0)
            Add("certificates", string.Join(' ', certificates));
        return new PivInspection(Judge(chuid, certificates.Length > 0, managementKey, pin, puk), _facts);
    }

    private PivCardKind Judge(
        Chuid? chuid, bool hasCertificate, PivMetadata? managementKey, PivMetadata? pin, PivMetadata? puk)
    {
        if (chuid is { IsOurs: true })
            return PivCardKind.Ours;
        bool?[] asDelivered =
        [
            managementKey?.FitsTransport(options.TransportManagementKey.Span, WellKnown.ManagementKey),
            pin?.FitsTransport(options.TransportPin.Span, WellKnown.Pin),
            puk?.FitsTransport(options.TransportPuk.Span, WellKnown.Puk),
        ];
        return hasCertificate || asDelivered.Contains(false) ? PivCardKind.Foreign
            : asDelivered.Contains(null) && chuid is not null ? PivCardKind.Unknown
            : PivCardKind.Blank;
    }

    private bool HasCertificate(PivSlot slot) =>
        CertificateObject.HasCertificate(application.ReadObject($"certificate {slot}", slot.Certificate));

    private void AddNumber(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    private void Add(string name, string? value)
    {
        if (value is not null)
            _facts[name] = value;
    }
}
