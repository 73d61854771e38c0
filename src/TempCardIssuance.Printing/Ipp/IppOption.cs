using System.Buffers.Binary;
using System.Globalization;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Makes attributes of a job out of texts, in the syntax that the printer has for them.</summary>
internal static class IppOption
{
    /// <returns>Null: the printer does not say that it has such an attribute.</returns>
    /// <exception cref="FormatException">It does not take that text; a clause, without the name.</exception>
    public static IppAttribute? Of(string name, string text, IppResponse printer)
    {
        IReadOnlyList<IppValue> supported = printer.Values($"{name}-supported");
        IppTag? type = (printer.FirstValue($"{name}-default") ?? printer.FirstValue($"{name}-supported"))?.Type;
        return type switch
        {
            null => null,
            IppTag.Integer or IppTag.Enum or IppTag.Range =>
                new IppAttribute(type is IppTag.Enum ? IppTag.Enum : IppTag.Integer, name, Number(text, supported)),
            IppTag.Boolean => new IppAttribute(IppTag.Boolean, name, new[] { Flag(text) }),
            IppTag.Resolution => new IppAttribute(IppTag.Resolution, name, Resolution(text, supported)),
            IppTag.Collection => throw new FormatException("has parts, and can't be set by a text"),
            _ => Word(name, text, type.Value, supported),
        };
    }

    private static IppAttribute Word(string name, string text, IppTag type, IReadOnlyList<IppValue> supported)
    {
        IppValue? known = supported.FirstOrDefault(value => value.Text == text);
        if (known is null && supported.Any(value => value.Type is not IppTag.Boolean))
            throw NotOneOf(text, supported);
        type = (known?.Type ?? type) switch
        {
            IppTag.NameWithLanguage => IppTag.Name,
            IppTag.TextWithLanguage => IppTag.Text,
            IppTag other => other,
        };
        return IppAttribute.Of(type, name, text);
    }

    private static byte[] Number(string text, IReadOnlyList<IppValue> supported)
    {
        if (!int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number))
            throw new FormatException($"must be a whole number, and not '{text}'");
        if (supported.Count > 0 && !supported.Any(value => Has(value, number, isOnly: supported.Count == 1)))
            throw NotOneOf(text, supported);
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>One number alone says how many there are (RFC 8011, 5.2.1).</summary>
    private static bool Has(IppValue value, int number, bool isOnly)
    {
        int[] ends = [.. value.Text.Split('-', StringSplitOptions.RemoveEmptyEntries)
            .Select(end => int.TryParse(end, CultureInfo.InvariantCulture, out int parsed) ? parsed : int.MinValue)];
        return value.Type switch
        {
            IppTag.Range => ends.Length == 2 && number >= ends[0] && number <= ends[1],
            IppTag.Integer when isOnly => number >= 1 && number <= ends[0],
            IppTag.Integer or IppTag.Enum => value.Text == number.ToString(CultureInfo.InvariantCulture),
            _ => true,
        };
    }

    private static byte Flag(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" => 1,
        "FALSE" => 0,
        _ => throw new FormatException($"must be true or false, and not '{text}'"),
    };

    private static byte[] Resolution(string text, IReadOnlyList<IppValue> supported)
    {
        byte[] bytes = IppResolution.ToBytes(text)
            ?? throw new FormatException($"must be a resolution such as 300dpi, and not '{text}'");
        string same = IppResolution.ToText(bytes);
        return supported.Count == 0 || supported.Any(value => value.Text == same)
            ? bytes
            : throw NotOneOf(text, supported);
    }

    private static FormatException NotOneOf(string text, IReadOnlyList<IppValue> supported) =>
        new($"can't be '{text}'; it has {IppWords.List(supported.Select(value => value.Text))}");
}
