using System.Collections.ObjectModel;

namespace TempCardIssuance.Core.Collections;

/// <summary>Values by name whose text tells both; see <see cref="ReadableList{T}"/>.</summary>
public sealed class ReadableMap : ReadOnlyDictionary<string, string>
{
    private ReadableMap(IDictionary<string, string> values)
        : base(values)
    {
    }

    public static new ReadableMap Empty { get; } =
        new(new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase));

    public static ReadableMap Of(IReadOnlyDictionary<string, string> values) => values switch
    {
        ReadableMap readable => readable,
        IDictionary<string, string> map => new(map),
        _ => new(new Dictionary<string, string>(values, StringComparer.OrdinalIgnoreCase)),
    };

    public override string ToString() => string.Join("; ", this.Select(pair => $"{pair.Key}={pair.Value}"));
}
