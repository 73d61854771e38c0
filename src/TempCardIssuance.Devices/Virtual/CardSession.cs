namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// The card between power-up and loss of power: joins chained blocks to commands, hands out answers in pieces
/// (ISO/IEC 7816-4, 5.3.3 and 5.3.4), and refuses what the card platform does not have.
/// </summary>
internal sealed class CardSession(CardApplication application, bool extendedLength)
{
    private const byte Chained = 0x10;

    /// <summary>More than any command here needs; a bound against chains that don't end.</summary>
    private const int MaxChainLength = 0x8000;

    /// <summary>
    /// Where Le is absent widespread cards answer as if it were 00, and yubico-piv-tool 2.2.0 relies on that: its
    /// SELECT has none, and takes 61XX for a failure.
    /// </summary>
    private const int WithoutLe = 256;

    private ReceivedApdu? _chain;
    private byte[] _rest = [];

    public byte[] Exchange(ReadOnlySpan<byte> bytes)
    {
        var apdu = ReceivedApdu.Parse(bytes);
        if (apdu is null || (apdu.IsExtended && !extendedLength))
            return Refuse(StatusWord.WrongLength);
        if (CheckClass(apdu.Cla) is { } refusal)
            return Refuse(refusal);
        if (!application.IsSelected && apdu.Ins != Instruction.Select)
            return Refuse(StatusWord.InstructionNotSupported);
        if (apdu.Ins == Instruction.GetResponse)
            return GetResponse(apdu);
        _rest = [];
        return Chain(apdu);
    }

    /// <summary>An answer that the card gives without having looked at the command.</summary>
    public byte[] Refuse(StatusWord status)
    {
        _chain = null;
        _rest = [];
        return Bytes([], status);
    }

    private static StatusWord? CheckClass(byte cla) => cla switch
    {
        0x00 or Chained => null,
        < 0x20 when (cla & 0x0C) != 0 => StatusWord.SecureMessagingNotSupported,
        < 0x20 => StatusWord.LogicalChannelNotSupported,
        _ => StatusWord.ClassNotSupported,
    };

    /// <summary>SP 800-73-4 Part 2, table 2; VERIFY and CHANGE REFERENCE DATA only with on-card biometrics.</summary>
    private static bool CanBeChained(byte instruction) =>
        instruction is Instruction.GeneralAuthenticate
            or Instruction.PutData
            or Instruction.GenerateAsymmetricKeyPair
            or Instruction.ImportKey;

    private static byte[] Bytes(ReadOnlySpan<byte> data, StatusWord status) =>
        [.. data, (byte)((int)status >> 8), (byte)status];

    private byte[] Chain(ReceivedApdu apdu)
    {
        if (_chain is { } chain && (chain.Ins, chain.P1, chain.P2) != (apdu.Ins, apdu.P1, apdu.P2))
        {
            // An interrupted GENERAL AUTHENTICATE has no effect (SP 800-73-4 Part 2, 3.2.4); SELECT begins anew.
            _chain = null;
            if (chain.Ins != Instruction.GeneralAuthenticate && apdu.Ins != Instruction.Select)
                return Refuse(StatusWord.LastCommandOfChainExpected);
        }

        ReceivedApdu joined = apdu with { Data = [.. _chain?.Data ?? [], .. apdu.Data] };
        if (joined.Data.Length > MaxChainLength)
            return Refuse(StatusWord.WrongLength);
        if (apdu.Cla == Chained)
        {
            if (!application.Knows(apdu.Ins))
                return Refuse(StatusWord.InstructionNotSupported);
            if (!CanBeChained(apdu.Ins))
                return Refuse(StatusWord.ChainingNotSupported);
            _chain = joined;
            return Bytes([], StatusWord.Success);
        }

        _chain = null;
        Reply reply = application.Execute(joined);
        return Answer(reply.Data, reply.Status, apdu.Le ?? WithoutLe);
    }

    private byte[] GetResponse(ReceivedApdu apdu)
    {
        if (apdu is not { Cla: 0, P1: 0, P2: 0 })
            return Refuse(StatusWord.IncorrectP1P2);
        if (apdu.Data.Length > 0 || apdu.Le is not { } le)
            return Refuse(StatusWord.WrongLength);
        if (_rest.Length == 0)
            return Refuse(StatusWord.ConditionsNotSatisfied);
        return Answer(_rest, StatusWord.Success, le);
    }

    /// <summary>As much as the host takes; 61XX says that there is more, 6100 that it is 256 bytes or more.</summary>
    private byte[] Answer(byte[] data, StatusWord status, int room)
    {
        if (data.Length <= room)
        {
            _rest = [];
            return Bytes(data, status);
        }

        _rest = data[room..];
        return Bytes(data.AsSpan(0, room), StatusWord.MoreData | (StatusWord)(_rest.Length < 256 ? _rest.Length : 0));
    }
}
