using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Reads the values of a request from an object of the pipeline.</summary>
internal static class RequestObject
{
    /// <summary>Entries of a hashtable, else properties; as texts, without those that have no value.</summary>
    public static IReadOnlyDictionary<string, string> Values(PSObject source)
    {
        IEnumerable<(string, object?)> pairs = source.BaseObject is IDictionary entries
            ? entries.Keys.Cast<object>().Select(key => (Text(key), entries[key]))
            : source.Properties.Where(p => p.IsGettable).Select(p => (p.Name, (object?)p.Value));
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, object? value) in pairs)
        {
            if (value is not null)
                values[name] = Text(value);
        }

        return values;
    }

    private static string Text(object value) =>
        (string)LanguagePrimitives.ConvertTo(value, typeof(string), CultureInfo.InvariantCulture);
}
