using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Writes one request in the encoding of RFC 8010, with the attributes in the order they are added.</summary>
internal sealed class IppRequest
{
    // Every IPP printer understands 1.1 (RFC 8011, 5.3.14).
    private const ushort Version = 0x0101;

    // Tells requests in flight on one connection apart; there is only ever one.
    private const int RequestId = 1;

    private readonly ArrayBufferWriter<byte> _bytes = new();

    public IppRequest(IppOperation operation)
    {
        Operation = operation;
        WriteUInt16(Version);
        WriteUInt16((ushort)operation);
        WriteUInt16(RequestId >> 16);
        WriteUInt16(RequestId & 0xFFFF);
        Begin(IppTag.OperationAttributes);
        Add(IppTag.Charset, "attributes-charset", "utf-8");
        Add(IppTag.NaturalLanguage, "attributes-natural-language", "en");
    }

    public IppOperation Operation { get; }

    public IppRequest Begin(IppTag group)
    {
        WriteTag(group);
        return this;
    }

    public IppRequest Add(IppTag type, string name, params ReadOnlySpan<string> values)
    {
        foreach (string value in values)
        {
            WriteTag(type);
            WriteText(name);
            WriteText(value);
            name = "";
        }

        return this;
    }

    public IppRequest Add(IppAttribute attribute)
    {
        WriteTag(attribute.Type);
        WriteText(attribute.Name);
        WriteUInt16(checked((ushort)attribute.Value.Length));
        _bytes.Write(attribute.Value.Span);
        return this;
    }

    /// <summary>The bytes of the request, followed by those of the document.</summary>
    public byte[] ToBytes(ReadOnlySpan<byte> document = default)
    {
        Begin(IppTag.EndOfAttributes);
        _bytes.Write(document);
        return _bytes.WrittenSpan.ToArray();
    }

    private void WriteTag(IppTag tag) => _bytes.Write([(byte)tag]);

    private void WriteText(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        WriteUInt16(checked((ushort)bytes.Length));
        _bytes.Write(bytes);
    }

    private void WriteUInt16(ushort value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ushort)];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, value);
        _bytes.Write(bytes);
    }
}
