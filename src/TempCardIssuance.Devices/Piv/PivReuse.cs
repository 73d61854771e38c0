using System.Globalization;
using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>How a body that was made into a card here becomes a blank again.</summary>
internal enum ReuseWay
{
    None,

    /// <summary>The PUK is still the one of blanks, because the card failed before it got its own.</summary>
    Puk,

    /// <summary>RESET.</summary>
    Reset,
}

/// <summary>
/// Makes a body that was made into a card here into a blank again: with the PUK where it is known, else with the RESET
/// command that many cards have beyond SP 800-73-4. RESET works only while PIN and PUK are both blocked, and their
/// values were sealed and are not known here, so their try counters are run down on purpose: that is why it has to be
/// allowed in the configuration, and is done only to a card that has shown that it has a management key of ours.
/// </summary>
internal sealed class PivReuse(PivApplication application, PivOptions options, PivIdentification card)
{
    /// <summary>Widespread cards can be given up to 255 tries.</summary>
    private const int MostTries = 255;

    /// <summary>What can be done with a card that was made here, where <see cref="Find"/> found no way.</summary>
    public Remedy Remedy { get; private set; } =
        "Use a blank. If the card was spoiled, set card.reuse to true: cards made here that have a RESET command are "
            + "then made again; or reset it with its maker's tool.";

    /// <summary>
    /// Whether it is ours, and how it can be made a blank; changes nothing, and leaves the management key
    /// authenticated. A card that tells its version and metadata about its keys is of a kind that has RESET; of others
    /// only the configuration can know, and without it nothing is tried.
    /// </summary>
    public ReuseWay Find(PivLook look)
    {
        if (!options.Reuse)
            return ReuseWay.None;
        if (card.Id is not { } body || !MayBeOurs(look))
            return Without("Use a blank. It does not show that it was made here.");
        bool isPukKnown = look.Puk?.FitsTransport(options.TransportPuk.Span, WellKnown.Puk) == true;
        if (!isPukKnown && !HasReset(look))
        {
            return Without(
                "Use a blank. It does not tell whether it has a RESET command, as cards with metadata and a version do: "
                    + "if cards of its kind have one, set card.reset to true.");
        }

        var managementKey = new PivManagementKey(application);
        PivAlgorithm? algorithm = look.ManagementKey?.Algorithm ?? managementKey.FindAlgorithm();
        using SecretBytes? key = algorithm is { } known ? options.ManagementKey.GetKey(body, known) : null;
        if (key is null || !managementKey.IsIt(key, algorithm!.Value))
        {
            return Without(
                "Use a blank. It can't be reset from here: its management key is not derived from "
                    + "card.managementKey.diversify.");
        }

        return isPukKnown ? ReuseWay.Puk : ReuseWay.Reset;
    }

    /// <summary>Gives the PIN the value that it has on a blank.</summary>
    /// <returns>A blank but for its management key, which is authenticated.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public PivBlank ResetPin()
    {
        PivAlgorithm algorithm = application.ReadMetadata(PivReference.ManagementKey)?.Algorithm
            ?? throw PivErrors.Malformed("reset", "it does not tell any more what its management key is for");
        new PivPins(application).ResetPin(options.TransportPuk, options.TransportPin);
        return new PivBlank(algorithm, PinIsTold: true);
    }

    /// <summary>
    /// Resets it; the application is selected afterwards. A card that has no such command says so before a counter is
    /// run down for it: one that has it asks for blocked PIN and PUK first.
    /// </summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardError"/>, <see cref="ErrorIds.BodyExchanged"/> or
    /// <see cref="ErrorIds.VerificationFailed"/>.
    /// </exception>
    public void Reset()
    {
        StatusWord status = application.Transmit(PivCommands.Reset()).Status;
        if (status.IsOfNoSuchCommand)
            throw PivErrors.NoReset(status);
        if (!status.IsSuccess)
        {
            Block(PivPin.Pin, PivCommands.Verify, PivPins.MaxLength);
            Block(PivPin.Puk, PivCommands.ChangeReferenceData, 2 * PivPins.MaxLength);
            status = application.Transmit(PivCommands.Reset()).Status;
        }

        application.Security.Forget();
        application.Select();
        // PivApplet without attestation does all of it, and then stumbles.
        if (!status.IsSuccess && application.ReadMetadata(PivReference.ManagementKey)?.IsDefault != true)
            throw PivErrors.Refused("reset", status);
        card.WasReset();
    }

    /// <summary>
    /// A card made here has a management key of its own, which wants no touch: one that does, and shows nothing else of
    /// ours, is spared an authentication that must fail.
    /// </summary>
    private static bool MayBeOurs(PivLook look) => look.Chuid is { IsOurs: true }
        ? look.ManagementKey?.IsDefault != true
        : look.ManagementKey is { IsDefault: false } told && !PivErrors.WantsTouch(told.Touch);

    private bool HasReset(PivLook look) =>
        options.HasReset || (look.ManagementKey is not null && application.ReadVersion() is not null);

    private ReuseWay Without(Remedy remedy)
    {
        Remedy = remedy;
        return ReuseWay.None;
    }

    /// <summary>
    /// Gives wrong values until the card takes none any more; drawn, so that each is wrong but for luck. Before each it
    /// is looked whether it is still the card: no other one's tries are to be spent.
    /// </summary>
    private void Block(PivPin pin, Func<byte, ReadOnlyMemory<byte>, CommandApdu> command, int length)
    {
        for (int i = 0; i <= MostTries; i++)
        {
            card.CheckBriefly();
            byte[] digits = [.. RandomNumberGenerator.GetItems("0123456789"u8, length)];
            StatusWord status = application.Transmit(command(pin.Reference, digits)).Status;
            if (status.TriesLeft == 0)
                return;
            if (status.TriesLeft is null && !status.IsSuccess)
                throw PivErrors.Refused($"block {pin.Name}", status);
        }

        throw PivErrors.Malformed(
            $"block {pin.Name}",
            string.Create(CultureInfo.InvariantCulture, $"it still has tries after {MostTries + 1} wrong values"));
    }
}
