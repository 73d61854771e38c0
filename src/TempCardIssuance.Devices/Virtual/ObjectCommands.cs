using System.Buffers.Binary;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>GET DATA and PUT DATA (SP 800-73-4 Part 2, 3.1.2 and 3.3.1).</summary>
internal sealed class ObjectCommands(VirtualCardOptions options, CardMemory memory, SecurityStatus status)
{
    private const int TagList = 0x5C;
    private const int Content = 0x53;

    /// <summary>The Discovery Object, which this card does not let anybody write.</summary>
    private const int Discovery = 0x7E;

    /// <summary>Only the application's own PIN, and no secure messaging (SP 800-73-4 Part 1, 3.3.2).</summary>
    private static readonly byte[] DiscoveryObject = Tlv.Encode(
        Discovery, Tlv.Encode(0x4F, CardApplication.Aid), Tlv.Encode(0x5F2F, [0x40, 0x00]));

    /// <summary>An object that was never written is not found; one that was written empty is there.</summary>
    public Reply GetData(ReceivedApdu command)
    {
        if (command is not { P1: 0x3F, P2: 0xFF })
            return StatusWord.IncorrectP1P2;
        if (Tlv.ParseOne(TagList, command.Data) is not { Length: > 0 and <= 4 } tagBytes)
            return StatusWord.IncorrectData;

        int tag = TagNumber(tagBytes);
        if (tag == Discovery)
            return DiscoveryObject;
        if (tag == CardAttestation.ObjectTag)
            memory.Attestation.Make();
        if (NeedsPinToRead(tag) && !status.PinVerified)
            return StatusWord.SecurityStatusNotSatisfied;
        return memory.Objects.TryGetValue(tag, out byte[]? content)
            ? Tlv.Encode(Content, content)
            : StatusWord.NotFound;
    }

    public Reply PutData(ReceivedApdu command)
    {
        if (command is not { P1: 0x3F, P2: 0xFF })
            return StatusWord.IncorrectP1P2;
        if (!status.AdministratorAuthenticated)
            return StatusWord.SecurityStatusNotSatisfied;

        IReadOnlyList<Tlv>? parts = Tlv.ParseAll(command.Data);
        if (parts is [{ Tag: Discovery }] or [{ Tag: 0x7F61 }])
            return StatusWord.FunctionNotSupported;
        if (parts is not [{ Tag: TagList, Value: { Length: > 0 and <= 4 } tagBytes }, { Tag: Content } content])
            return StatusWord.IncorrectData;
        int tag = TagNumber(tagBytes);
        if (!Exists(tag))
            return StatusWord.FunctionNotSupported;
        if (content.Value.Length > options.MaxObjectSize)
            return StatusWord.NotEnoughMemory;
        if (tag == CardAttestation.ObjectTag)
            memory.Attestation.Make();
        if (content.Value.Length == 0 && options.IsWidespread)
            memory.Objects.Remove(tag);
        else
            memory.Objects[tag] = content.Value;
        return Reply.Done;
    }

    /// <summary>Fingerprints, face, printed information, iris, pairing code (SP 800-73-4 Part 1, table 2).</summary>
    private static bool NeedsPinToRead(int tag) => tag is 0x5FC103 or 0x5FC108 or 0x5FC109 or 0x5FC121 or 0x5FC123;

    private static int TagNumber(byte[] bytes)
    {
        Span<byte> padded = stackalloc byte[4];
        bytes.CopyTo(padded[(4 - bytes.Length)..]);
        return BinaryPrimitives.ReadInt32BigEndian(padded);
    }

    /// <summary>SP 800-73-4 Part 1, table 3 gives 5FC101 to 5FC123, but no 5FC104.</summary>
    private bool Exists(int tag) =>
        tag is >= 0x5FC101 and <= 0x5FC123 and not 0x5FC104
        || (tag is >= 0x5F0000 and <= 0x5FFFFF && options.IsWidespread)
        || (tag is >= 0x5FFF00 and <= 0x5FFFFF && options.Has(CardExtensions.VendorObjects));
}
