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

    /// <summary>Tries left, or null where the card does not say.</summary>
    public int? QueryTries(PivPin pin) => application.Transmit(PivCommands.QueryTries(pin.Reference)).Status.TriesLeft;

    /// <summary>The same where the PIN may be verified: cards tell no tries then.</summary>
    public int? QueryTriesAnew(PivPin pin)
    {
        application.Transmit(PivCommands.TakeVerificationBack(pin.Reference));
        application.Security.ForgetPin();
        return QueryTries(pin);
    }

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
        StatusWord status = Reset(puk, replacement);
        if (!status.IsSuccess)
            throw NotTaken(PivPin.Puk, status);
    }

    /// <summary>The same for a card in use, with the PUK that was sealed for it.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.PukNotUsable"/> or <see cref="ErrorIds.CardError"/>.
    /// </exception>
    public void Unblock(SecretBytes puk, SecretBytes replacement)
    {
        StatusWord status = Reset(puk, replacement);
        if (status.IsSuccess)
            return;
        throw status.TriesLeft is null ? PivErrors.Refused("new PIN", status) : PivErrors.PukWrong(status);
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public void Verify(string step, SecretBytes value) => Verify(value, status => PivErrors.Refused(step, status));

    /// <summary>Counts down where it is wrong, so only for what is believed to be right.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.TransportPinWrong"/> or <see cref="ErrorIds.CardError"/>.
    /// </exception>
    public void VerifyTransport(SecretBytes value) => Verify(value, status => NotTaken(PivPin.Pin, status));

    /// <summary>Shows that the card has the PIN that it says it has been given. Costs no try where it has.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.VerificationFailed"/> or <see cref="ErrorIds.CardError"/>.
    /// </exception>
    public void Prove(SecretBytes pin) => Verify(pin, status => NotProven(PivPin.Pin, status));

    /// <summary>
    /// Shows that the card has the PUK that it says it has been given: by whether it is the default one, where the card
    /// tells; else with RESET RETRY COUNTER, which costs no try where it has, and leaves the PIN what it is.
    /// </summary>
    /// <exception cref="TempCardException">As with <see cref="Prove"/>.</exception>
    public void ProvePuk(SecretBytes old, SecretBytes puk, SecretBytes pin)
    {
        PivMetadata? told = application.ReadMetadata(PivPin.Puk.Reference, "PUK");
        if (told?.FitsTransport(puk.Span, WellKnown.Puk) == false)
            throw PivErrors.NotVerified("PUK", "the card says that it was changed, and that it is the one of blanks");
        if (told?.IsDefault == false && old.Span.SequenceEqual(WellKnown.Puk))
            return;
        StatusWord status = Reset(puk, pin);
        if (!status.IsSuccess && !status.IsOfNoSuchCommand)
            throw NotProven(PivPin.Puk, status);
    }

    private static TempCardException NotProven(PivPin pin, StatusWord status) => status.TriesLeft is null
        ? PivErrors.Refused(pin.Name, status)
        : PivErrors.NotVerified(pin.Name, "the card says that it was changed, and does not take the new one");

    private StatusWord Reset(SecretBytes puk, SecretBytes replacement)
    {
        using var values = new SecretBytes(2 * MaxLength);
        Pad(PivPin.Puk, puk, values.Span[..MaxLength]);
        Pad(PivPin.Pin, replacement, values.Span[MaxLength..]);
        StatusWord status =
            application.Transmit(PivCommands.ResetRetryCounter(PivPin.Pin.Reference, values.Memory)).Status;
        application.Security.ForgetPin();
        return status;
    }

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
