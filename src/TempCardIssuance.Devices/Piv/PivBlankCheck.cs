using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What was found out about a blank.</summary>
/// <param name="ManagementKey">Algorithm of its management key.</param>
/// <param name="PinIsTold">Whether the card has told that its PIN is the transport value.</param>
internal sealed record PivBlank(PivAlgorithm ManagementKey, bool PinIsTold);

/// <summary>
/// Finds out whether a card is a blank that this configuration can work with. Leaves the management key
/// authenticated, so that this need not be done again.
/// </summary>
internal sealed class PivBlankCheck(PivApplication application, PivOptions options, Chuid? chuid)
{
    private const string Foreign =
        "Use a blank. If this card is to be used again, reset it with its maker's tool first.";

    /// <summary>
    /// Where a certificate is looked for in every case: the one that every issued card has (SP 800-73-4 Part 1, 3.1.3).
    /// </summary>
    public static IReadOnlyList<PivSlot> Slots { get; } = [PivSlot.Authentication];

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BodyForeign"/>, <see cref="ErrorIds.ManagementKeyWrong"/> or
    /// <see cref="ErrorIds.TransportPinWrong"/>.
    /// </exception>
    public PivBlank Run()
    {
        RefuseIssued();
        PivAlgorithm? algorithm = application.ReadMetadata(PivReference.ManagementKey)?.Algorithm;
        var pins = new PivPins(application);
        bool pinIsTold = pins.CheckTransport(PivPin.Pin, options.TransportPin, WellKnown.Pin);
        pins.CheckTransport(PivPin.Puk, options.TransportPuk, WellKnown.Puk);
        algorithm = new PivManagementKey(application).Authenticate(options.TransportManagementKey, algorithm);
        return new PivBlank(algorithm.Value, pinIsTold);
    }

    /// <summary>
    /// Our own CHUID, or a certificate for authentication, is what an issued card has and a blank has not. Any other
    /// CHUID is no sign: some cards leave the factory with one.
    /// </summary>
    private void RefuseIssued()
    {
        if (chuid is { IsOurs: true })
            throw NoBlank($"it was made into temporary card {chuid.CardGuid}", MadeHere);
        foreach (PivSlot slot in Slots)
            RequireEmpty(application, slot);
    }

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BodyForeign"/>: there is a certificate in it.
    /// </exception>
    public static void RequireEmpty(PivApplication application, PivSlot slot)
    {
        if (CertificateObject.HasCertificate(application.ReadObject("look for a certificate", slot.Certificate)))
            throw NoBlank($"there is a certificate in slot {slot}", Foreign);
    }

    private string MadeHere => options.Reuse
        ? "Use a blank. It can't be reset from here: it has no such command, or its management key is not derived "
            + "from card.managementKey.diversify."
        : "Use a blank. If the card was spoiled, set card.reuse to true: cards made here that have a RESET command are "
            + "then made again; or reset it with its maker's tool.";

    private static TempCardException NoBlank(string problem, Remedy remedy) => new(
        ErrorIds.BodyForeign,
        ErrorKind.InvalidState,
        $"The card is no blank: {problem}.",
        remedy);
}
