using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Free values, given as a hash table.</summary>
internal static class FieldTable
{
    public static Dictionary<string, string> Read(Hashtable? table)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (DictionaryEntry field in table ?? [])
        {
            fields[(string)LanguagePrimitives.ConvertTo(field.Key, typeof(string), CultureInfo.InvariantCulture)] =
                (string)LanguagePrimitives.ConvertTo(field.Value, typeof(string), CultureInfo.InvariantCulture);
        }

        return fields;
    }
}
