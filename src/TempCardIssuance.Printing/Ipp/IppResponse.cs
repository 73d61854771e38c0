using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>One response, RFC 8010.</summary>
/// <param name="Status">RFC 8011, 4.1.6; below 0x0100: successful.</param>
/// <param name="Attributes">Values as text, by attribute name, of all groups together.</param>
internal sealed record IppResponse(int Status, IReadOnlyDictionary<string, IReadOnlyList<string>> Attributes)
{
    private const int HeaderLength = 8;

    public bool Successful => Status < 0x0100;

    /// <exception cref="FormatException">The bytes are no IPP response.</exception>
    public static IppResponse Parse(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderLength)
            throw new FormatException("the answer is too short for IPP");
        ushort status = BinaryPrimitives.ReadUInt16BigEndian(bytes[2..]);
        ReadOnlySpan<byte> rest = bytes[HeaderLength..];
        var attributes = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var values = new List<string>();
        while (!rest.IsEmpty && (IppTag)rest[0] != IppTag.EndOfAttributes)
        {
            var type = (IppTag)rest[0];
            rest = rest[1..];
            if (type < IppTag.FirstValue)
                continue;
            string name = Encoding.UTF8.GetString(TakeField(ref rest));
            string value = Decode(type, TakeField(ref rest));

            // Without a name it is one more value of the attribute before it.
            if (name.Length > 0)
            {
                values = [];
                attributes.TryAdd(name, values);
            }

            values.Add(value);
        }

        return new IppResponse(
            status,
            attributes.ToDictionary(
                pair => pair.Key, IReadOnlyList<string> (pair) => pair.Value, StringComparer.Ordinal));
    }

    public IReadOnlyList<string> All(string name) =>
        Attributes.TryGetValue(name, out IReadOnlyList<string>? values) ? values : [];

    public string? First(string name) => All(name) is [var first, ..] ? first : null;

    private static string Decode(IppTag type, ReadOnlySpan<byte> value)
    {
        switch (type)
        {
            case IppTag.Integer or IppTag.Enum when value.Length == sizeof(int):
                return BinaryPrimitives.ReadInt32BigEndian(value).ToString(CultureInfo.InvariantCulture);
            case IppTag.Boolean when value.Length == 1:
                return value[0] != 0 ? "true" : "false";
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
