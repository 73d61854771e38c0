using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>The PIV application on a card: its data objects and what it says about itself.</summary>
internal sealed class PivApplication(IApduChannel channel)
{
    private bool _noMetadata;

    internal PivSecurityStatus Security { get; } = new();

    public ResponseApdu Transmit(CommandApdu command) => channel.Transmit(command);

    /// <summary>Transmits a command that must succeed, and gives the response data.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public ReadOnlyMemory<byte> Require(string step, CommandApdu command)
    {
        ResponseApdu response = channel.Transmit(command);
        return response.IsSuccess ? response.Data : throw PivErrors.Refused(step, response.Status);
    }

    /// <summary>Selects the application.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardNotSupported"/>.</exception>
    public PivPropertyTemplate Select()
    {
        StatusWord first = default;
        foreach (byte[] aid in PivCommands.Aids)
        {
            ResponseApdu response = channel.Transmit(PivCommands.Select(aid));
            if (response.IsSuccess)
                return PivPropertyTemplate.Parse(response.Data);
            first = first == default ? response.Status : first;
        }

        throw new TempCardException(
            ErrorIds.CardNotSupported,
            ErrorKind.Device,
            $"The card has no PIV application: SW {first} ({first.Meaning}).",
            "Use a PIV card, and check that it is put in the right way round.");
    }

    /// <summary>Content of a data object, or null where there is none.</summary>
    public ReadOnlyMemory<byte>? ReadObject(string step, int tag)
    {
        ResponseApdu response = channel.Transmit(PivCommands.GetLongData(tag));
        if (IsAbsent(response.Status))
            return null;
        if (!response.IsSuccess)
            throw PivErrors.Refused(step, response.Status);
        return Tlv.Find(response.Data, 0x53) is { IsEmpty: false } content ? content : null;
    }

    /// <summary>Writes an object that a card need not have.</summary>
    /// <returns>False where the card has no such object, or one that can't be written.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>: anything else went wrong.</exception>
    public bool TryWriteObject(string step, int tag, byte[] content)
    {
        StatusWord status = channel.Transmit(PivCommands.PutData(tag, content)).Status;
        bool isRefused = IsAbsent(status)
            || status == StatusWord.SecurityStatusNotSatisfied || status == StatusWord.ConditionsNotSatisfied;
        if (!status.IsSuccess && !isRefused)
            throw PivErrors.Refused(step, status);
        return status.IsSuccess;
    }

    public void WriteObject(string step, int tag, byte[] content) => Require(step, PivCommands.PutData(tag, content));

    /// <summary>
    /// Whether the card may know an object, written or not: of one that it does not have it says 6A81, and of one that
    /// is not written anything (see below).
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public bool KnowsObject(int tag, out ReadOnlyMemory<byte>? content)
    {
        ResponseApdu response = channel.Transmit(PivCommands.GetLongData(tag));
        if (!response.IsSuccess && !IsAbsent(response.Status))
            throw PivErrors.Refused("look for a certificate", response.Status);
        content = response.IsSuccess ? Tlv.Find(response.Data, 0x53) : null;
        return response.Status != StatusWord.FunctionNotSupported;
    }

    /// <summary>Whether a slot has a key pair; null where the card does not tell of such a slot.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public bool? HasKey(PivSlot slot)
    {
        if (_noMetadata)
            return null;
        StatusWord status = channel.Transmit(PivCommands.GetMetadata(slot.Key)).Status;
        _noMetadata = IsNotKnown(status);
        return status.IsSuccess ? true
            : status == StatusWord.ReferenceNotFound || status == StatusWord.NotFound ? false
            : IsAbsent(status) || _noMetadata ? null
            : throw PivErrors.Refused("look for a key", status);
    }

    /// <summary>Metadata of a PIN or key, or null where the card has none.</summary>
    /// <param name="reference">Which PIN or key.</param>
    /// <param name="step">What it is needed for, where an error must not pass for "none".</param>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CardError"/>.</exception>
    public PivMetadata? ReadMetadata(byte reference, string? step = null)
    {
        if (_noMetadata)
            return null;
        ResponseApdu response = channel.Transmit(PivCommands.GetMetadata(reference));
        _noMetadata = IsNotKnown(response.Status);
        if (step is not null && !response.IsSuccess && !_noMetadata && !IsAbsent(response.Status))
            throw PivErrors.Refused(step, response.Status);
        return response.IsSuccess ? PivMetadata.Parse(response.Data) : null;
    }

    /// <summary>
    /// Serial number, or null where the card has none; all zeros and all ones are what cards say that were
    /// never given one.
    /// </summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardError"/>: it can't be told whether it has one.
    /// </exception>
    public byte[]? ReadSerial()
    {
        ResponseApdu response = channel.Transmit(PivCommands.GetSerial());
        if (!response.IsSuccess && !IsNotKnown(response.Status))
            response = AskForSerialAgain(response.Status);
        ReadOnlySpan<byte> serial = response.Data.Span;
        return response.IsSuccess && serial.ContainsAnyExcept((byte)0x00) && serial.ContainsAnyExcept((byte)0xFF)
            ? serial.ToArray()
            : null;
    }

    /// <summary>Version of the application, or null where the card does not say.</summary>
    public Version? ReadVersion()
    {
        ResponseApdu response = channel.Transmit(PivCommands.GetVersion());
        return response.IsSuccess && response.Data.Length >= 3 && response.Data.Span is var told
            ? new Version(told[0], told[1], told[2])
            : null;
    }

    /// <summary>
    /// What only went wrong this once must not give the body another identity: a card that has no such command says so
    /// each time in the same words, and never that it could not carry it out (64xx to 66xx; ISO/IEC 7816-4, 5.6).
    /// </summary>
    private ResponseApdu AskForSerialAgain(StatusWord before)
    {
        ResponseApdu response = channel.Transmit(PivCommands.GetSerial());
        bool isSaidTwice = response.Status == before && before.Sw1 is not (0x64 or 0x65 or 0x66);
        return response.IsSuccess || IsNotKnown(response.Status) || isSaidTwice
            ? response
            : throw PivErrors.Refused("serial number", response.Status);
    }

    private static bool IsNotKnown(StatusWord status) =>
        status == StatusWord.InstructionNotSupported || status == StatusWord.ClassNotSupported;

    /// <summary>
    /// What cards say of an object that is not there. SP 800-73-4 Part 2, 3.1.2 knows 6A82 only; others are all kinds
    /// of wrong parameters (ISO/IEC 7816-4, table 7), but for want of memory.
    /// </summary>
    private static bool IsAbsent(StatusWord status) => status.Sw1 == 0x6A && status != StatusWord.NotEnoughMemory;
}
