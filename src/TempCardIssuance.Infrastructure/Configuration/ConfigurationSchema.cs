namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>The JSON Schema (draft 2020-12) of tempcard.yaml, for editors.</summary>
public static class ConfigurationSchema
{
    public const string FileName = "tempcard.schema.json";

    public static string Text
    {
        get
        {
            using Stream stream = typeof(ConfigurationSchema).Assembly.GetManifestResourceStream(FileName)!;
            using var reader = new StreamReader(stream);
            return reader.ReadToEnd();
        }
    }
}
