using System.Globalization;
using System.Security.Cryptography;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
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
internal sealed class PivReuse(PivApplication application, PivOptions options, BodyIdentity? body)
{
    /// <summary>Widespread cards can be given up to 255 tries.</summary>
    private const int MostTries = 255;

    /// <summary>
    /// Whether it is ours, and how it can be made a blank; changes nothing, and leaves the management key
    /// authenticated. A card that tells its version and metadata about its keys is of a kind that has RESET; with the
    /// others nobody knows, and nothing is tried.
    /// </summary>
    public ReuseWay Find()
    {
        if (!options.Reuse
            || body is null
            || application.ReadMetadata(PivReference.ManagementKey) is not { IsDefault: false, Algorithm: { } algorithm })
        {
            return ReuseWay.None;
        }

        bool isPukKnown = application.ReadMetadata(PivPin.Puk.Reference)
            ?.FitsTransport(options.TransportPuk.Span, WellKnown.Puk) == true;
        if (!isPukKnown && application.ReadVersion() is null)
            return ReuseWay.None;
        using SecretBytes? key = options.ManagementKey.GetKey(body, algorithm);
        return key is null || !IsKey(key, algorithm) ? ReuseWay.None
            : isPukKnown ? ReuseWay.Puk
            : ReuseWay.Reset;
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

    /// <summary>Resets it; the application is selected afterwards.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public void Reset()
    {
        Block(PivPin.Pin, PivCommands.Verify, PivPins.MaxLength);
        Block(PivPin.Puk, PivCommands.ChangeReferenceData, 2 * PivPins.MaxLength);
        StatusWord status = application.Transmit(PivCommands.Reset()).Status;
        application.Security.Forget();
        application.Select();
        // PivApplet without attestation does all of it, and then stumbles.
        if (!status.IsSuccess && application.ReadMetadata(PivReference.ManagementKey)?.IsDefault != true)
            throw PivErrors.Refused("reset", status);
    }

    private bool IsKey(SecretBytes key, PivAlgorithm algorithm)
    {
        try
        {
            new PivManagementKey(application).Authenticate(key, algorithm);
            return true;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.ManagementKeyWrong)
        {
            return false;
        }
    }

    /// <summary>
    /// Gives wrong values until the card takes none any more; drawn, so that each is wrong but for luck.
    /// </summary>
    private void Block(PivPin pin, Func<byte, ReadOnlyMemory<byte>, CommandApdu> command, int length)
    {
        for (int i = 0; i <= MostTries; i++)
        {
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
