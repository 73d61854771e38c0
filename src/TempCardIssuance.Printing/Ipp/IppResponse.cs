using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>One response, RFC 8010.</summary>
/// <param name="Status">RFC 8011, 4.1.6; below 0x0100: successful.</param>
/// <param name="Attributes">Values by attribute name, of all groups together.</param>
internal sealed record IppResponse(int Status, IReadOnlyDictionary<string, IReadOnlyList<IppValue>> Attributes)
{
    private const int HeaderLength = 8;

    /// <summary>What comes after the attributes.</summary>
    public ReadOnlyMemory<byte> Document { get; init; }

    public bool Successful => Status < 0x0100;

    /// <exception cref="FormatException">The bytes are no IPP response.</exception>
    public static IppResponse Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
            throw new FormatException("the answer is too short for IPP");
        if (bytes[0] is 0 or > 2)
            throw new FormatException("the answer is no IPP");
        ushort status = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        ReadOnlySpan<byte> rest = bytes[HeaderLength..];
        var attributes = new Dictionary<string, List<IppValue>>(StringComparer.Ordinal);
        var values = new List<IppValue>();
        while (!rest.IsEmpty && (IppTag)rest[0] != IppTag.EndOfAttributes)
        {
            var type = (IppTag)rest[0];
            rest = rest[1..];
            if (type < IppTag.FirstValue)
                continue;
            string name = Encoding.UTF8.GetString(TakeField(ref rest));
            ReadOnlySpan<byte> value = TakeField(ref rest);

            // Without a name it is one more value of the attribute before it.
            if (name.Length > 0)
            {
                values = [];
                attributes.TryAdd(name, values);
            }

            if (type >= IppTag.FirstReal)
                values.Add(new IppValue(type, Decode(type, value)));
        }

        return new IppResponse(
            status,
            attributes.ToDictionary(
                pair => pair.Key, IReadOnlyList<IppValue> (pair) => pair.Value, StringComparer.Ordinal))
        {
            Document = rest.IsEmpty ? default : rest[1..].ToArray(),
        };
    }

    public IReadOnlyList<IppValue> Values(string name) =>
        Attributes.TryGetValue(name, out IReadOnlyList<IppValue>? values) ? values : [];

    public IppValue? FirstValue(string name) => Values(name) is [var first, ..] ? first : null;

    public IReadOnlyList<string> All(string name) => [.. Values(name).Select(value => value.Text)];

    public string? First(string name) => FirstValue(name)?.Text;

    private static string Decode(IppTag type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case IppTag.Integer or IppTag.Enum when value.Length == sizeof(int):
                return BinaryPrimitives.ReadInt32BigEndian(value).ToString(CultureInfo.InvariantCulture);
            case IppTag.Boolean when value.Length == 1:
                return value[0] != 0 ? "true" : "false";
            case IppTag.Range when value.Length == 2 * sizeof(int):
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"{BinaryPrimitives.ReadInt32BigEndian(value)}-{BinaryPrimitives.ReadInt32BigEndian(value[4..])}");
            case IppTag.Resolution when value.Length == (2 * sizeof(int)) + 1:
                return IppResolution.ToText(value);
            case IppTag.TextWithLanguage or IppTag.NameWithLanguage:
                TakeField(ref value);
                return Encoding.UTF8.GetString(TakeField(ref value));
            default:
                return Encoding.UTF8.GetString(value);
        }
    }

    /// <summary>A length of two bytes and that many bytes after it.</summary>
    private static ReadOnlySpan<byte> TakeField(ref ReadOnlySpan<byte> rest)
    {
        if (rest.Length < sizeof(ushort)
            || BinaryPrimitives.ReadUInt16BigEndian(rest) is var length && rest.Length < sizeof(ushort) + length)
        {
            throw new FormatException("the answer ends within an attribute");
        }

        ReadOnlySpan<byte> field = rest.Slice(sizeof(ushort), length);
        rest = rest[(sizeof(ushort) + length)..];
        return field;
    }
}
