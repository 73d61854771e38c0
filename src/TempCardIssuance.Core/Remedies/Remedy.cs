using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace TempCardIssuance.Core.Remedies;

/// <summary>
/// What an operator can do next: a sentence in which operations and parameters stand as such, so that each front end
/// can write them as its own commands. Written as an interpolated string: <c>$"{Operation.Resume.On(id)} goes on."</c>
/// </summary>
[InterpolatedStringHandler]
public sealed class Remedy
{
    private readonly List<object> _parts = [];

    public Remedy(int literalLength, int formattedCount) => _parts.Capacity = (2 * formattedCount) + 1;

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator Remedy?(string? text) => text is null ? null : Of(text);

    /// <summary>A sentence that names no operation.</summary>
    public static Remedy Of(string text)
    {
        var remedy = new Remedy(0, 0);
        remedy.AppendLiteral(text);
        return remedy;
    }

    /// <summary>As its interpolated string says.</summary>
    public static Remedy Of(Remedy remedy) => remedy;

    public void AppendLiteral(string value) => _parts.Add(value);

    public void AppendFormatted<T>(T value, string? format = null) => _parts.Add(
        value is IFormattable formattable
            ? formattable.ToString(format, CultureInfo.InvariantCulture)
            : value?.ToString() ?? "");

    public void AppendFormatted(Operation value) => _parts.Add(value);

    public void AppendFormatted(OperationCall value) => _parts.Add(value);

    public void AppendFormatted(Parameter value) => _parts.Add(value);

    public void AppendFormatted(Remedy? value) => _parts.AddRange(value?._parts ?? []);

    /// <summary>Texts, and each <see cref="Operation"/>, <see cref="OperationCall"/> and <see cref="Parameter"/> in them.</summary>
    public IReadOnlyList<object> Parts => _parts;

    /// <summary>The operations that it proposes, in order.</summary>
    public IEnumerable<OperationCall> Calls => _parts
        .Select(part => part as OperationCall ?? (part is Operation named ? new OperationCall(named, null, []) : null))
        .OfType<OperationCall>();

    /// <summary>In the words of a front end.</summary>
    public string In(OperationWords words)
    {
        var text = new StringBuilder();
        foreach (object part in _parts)
        {
            text.Append(part switch
            {
                Operation named => words.Of(named),
                OperationCall call => words.Of(call),
                Parameter named => words.Of(named),
                _ => (string)part,
            });
        }

        return text.ToString();
    }

    public override string ToString() => In(OperationWords.OfCmdlets);
}
