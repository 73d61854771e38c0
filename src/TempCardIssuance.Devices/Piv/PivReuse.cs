using System.Globalization;
using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Makes a body that was made into a card here into a blank again, with the RESET command that many cards have
/// beyond SP 800-73-4. RESET works only while PIN and PUK are both blocked, and their values were sealed and are not
/// known here, so their try counters are run down on purpose: that is why it has to be allowed in the configuration,
/// and is done only to a card that has shown that it has a management key of ours.
/// </summary>
internal sealed class PivReuse(PivApplication application, PivOptions options, string? serialId)
{
    /// <summary>Widespread cards can be given up to 255 tries.</summary>
    private const int MostTries = 255;

    /// <summary>
    /// Whether it is ours and can be reset; changes nothing. A card that tells its version and metadata about its
    /// keys is of a kind that has RESET; with the others nobody knows, and nothing is tried. Nor is it to a card without
    /// a serial number, which would change its identity in the middle of its production.
    /// </summary>
    public bool IsPossible()
    {
        if (!options.Reuse
            || serialId is null
            || application.ReadMetadata(PivReference.ManagementKey) is not { IsDefault: false, Algorithm: { } algorithm }
            || application.ReadVersion() is null)
        {
            return false;
        }

        using SecretBytes? key = options.ManagementKey.GetKey(serialId, algorithm);
        return key is not null && IsKey(key, algorithm);
    }

    /// <summary>Resets it; the application is selected afterwards.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public void Reset()
    {
        Block(PivPin.Pin, PivCommands.Verify, PivPins.MaxLength);
        Block(PivPin.Puk, PivCommands.ChangeReferenceData, 2 * PivPins.MaxLength);
        application.Require("reset", PivCommands.Reset());
        application.Select();
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

    /// <summary>Gives wrong values until the card takes none any more; drawn, so that each is wrong but for luck.</summary>
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
