using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>PIN and PUK (SP 800-73-4 Part 2, 2.4.3, 3.2.1 and 3.2.2).</summary>
internal sealed class PivPins(PivApplication application)
{
    public const int MinLength = 6;
    public const int MaxLength = 8;

    private const byte Padding = 0xFF;
    private const int FewestTries = 2;

    /// <summary>
    /// Refuses a blank whose PIN or PUK is known not to be the transport value, or that could be blocked by finding
    /// out. Counts nothing down.
    /// </summary>
    /// <returns>Whether the card has told that it is the transport value.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.TransportPinWrong"/>.</exception>
    public bool CheckTransport(PivPin pin, SecretBytes transport, ReadOnlySpan<byte> wellKnown)
    {
        PivMetadata? metadata = application.ReadMetadata(pin.Reference);
        int? tries = metadata?.TriesLeft ?? (pin == PivPin.Pin ? QueryTries(pin) : null);
        if (tries < FewestTries)
            throw PivErrors.TransportPinWrong(pin, $"it has {StatusWordText.Tries(tries.Value)}");

        return metadata?.FitsTransport(transport.Span, wellKnown) switch
        {
            false when metadata.IsDefault == true =>
                throw PivErrors.TransportPinWrong(pin, "it is still the one that every such card has at first"),
            false => throw PivErrors.TransportPinWrong(pin, "it has been changed since the card left its maker"),
            var fits => fits ?? false,
        };
    }

    /// <summary>Tries left, or null where the card does not say.</summary>
    public int? QueryTries(PivPin pin) => application.Transmit(PivCommands.QueryTries(pin.Reference)).Status.TriesLeft;

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.TransportPinWrong"/> or <see cref="ErrorIds.CardError"/>.
    /// </exception>
    public void Change(PivPin pin, SecretBytes old, SecretBytes replacement)
    {
        using var pins = new SecretBytes(2 * MaxLength);
        Pad(pin, old, pins.Span[..MaxLength]);
        Pad(pin, replacement, pins.Span[MaxLength..]);
        StatusWord status = application.Transmit(PivCommands.ChangeReferenceData(pin.Reference, pins.Memory)).Status;
        if (!status.IsSuccess)
            throw NotTaken(pin, status);
        if (pin == PivPin.Pin)
            application.Security.ForgetPin();
    }

    /// <summary>RESET RETRY COUNTER (Part 2, 3.2.3): gives the PIN a new value, with the PUK.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.TransportPinWrong"/> or <see cref="ErrorIds.CardError"/>.
    /// </exception>
    public void ResetPin(SecretBytes puk, SecretBytes replacement)
    {
        using var values = new SecretBytes(2 * MaxLength);
        Pad(PivPin.Puk, puk, values.Span[..MaxLength]);
        Pad(PivPin.Pin, replacement, values.Span[MaxLength..]);
        StatusWord status =
            application.Transmit(PivCommands.ResetRetryCounter(PivPin.Pin.Reference, values.Memory)).Status;
        if (!status.IsSuccess)
            throw NotTaken(PivPin.Puk, status);
        application.Security.ForgetPin();
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public void Verify(string step, SecretBytes value) => Verify(value, status => PivErrors.Refused(step, status));

    /// <summary>Counts down where it is wrong, so only for what is believed to be right.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.TransportPinWrong"/> or <see cref="ErrorIds.CardError"/>.
    /// </exception>
    public void VerifyTransport(SecretBytes value) => Verify(value, status => NotTaken(PivPin.Pin, status));

    private static TempCardException NotTaken(PivPin pin, StatusWord status) => status.TriesLeft is null
        ? PivErrors.Refused(pin.Name, status)
        : PivErrors.TransportPinWrong(pin, $"the card says so with SW {status} ({status.Meaning})");

    private void Verify(SecretBytes value, Func<StatusWord, TempCardException> error)
    {
        using var pin = new SecretBytes(MaxLength);
        Pad(PivPin.Pin, value, pin.Span);
        StatusWord status = application.Transmit(PivCommands.Verify(PivPin.Pin.Reference, pin.Memory)).Status;
        if (!status.IsSuccess)
            throw error(status);
        application.Security.PinIs(value);
    }

    private static void Pad(PivPin pin, SecretBytes digits, Span<byte> destination)
    {
        if (pin == PivPin.Pin)
            PivDriver.Chip.CheckPin(digits.Length);
        else
            PivDriver.Chip.CheckPuk(digits.Length);
        digits.Span.CopyTo(destination);
        destination[digits.Length..].Fill(Padding);
    }
}
