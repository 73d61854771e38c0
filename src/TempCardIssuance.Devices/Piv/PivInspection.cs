using System.Globalization;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>A look at a card that changes nothing and tries no key.</summary>
/// <param name="Kind">What it is to us.</param>
/// <param name="Facts">What was found out, by name; only what the card tells.</param>
internal sealed record PivInspection(PivCardKind Kind, IReadOnlyDictionary<string, string> Facts)
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
        Add("version", application.ReadVersion()?.ToString());
        Chuid? chuid = application.ReadObject("CHUID", PivObject.Chuid) is { } content ? Chuid.Parse(content) : null;
        Add("guid", chuid?.CardGuid?.ToString());
        Add("expires", chuid?.ExpirationDate?.ToString("O", CultureInfo.InvariantCulture));

        var look = PivLook.Take(application, chuid);
        Add("managementKey", look.ManagementKey?.Algorithm is { } algorithm ? PivAlgorithms.Name(algorithm) : null);
        if (PivErrors.WantsTouch(look.ManagementKey?.Touch))
            Add("touch", "management key");
        AddNumber("pinTries", look.PinTries);
        AddNumber("pukTries", look.Puk?.TriesLeft);
        Add("certificates", Names(look.Certificates));
        Add("keys", Names(look.Keys));
        var judgement = PivJudgement.Of(look, options, "");
        Add("noBlank", judgement.Kind == PivCardKind.Ours ? null : judgement.Refusal?.Message);
        return new PivInspection(judgement.Kind, _facts);
    }

    private static string? Names(IReadOnlyList<PivSlot> slots) =>
        slots.Count == 0 ? null : string.Join(' ', slots.Select(slot => slot.Name));

    private void AddNumber(string name, int? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    private void Add(string name, string? value)
    {
        if (value is not null)
            _facts[name] = value;
    }
}
