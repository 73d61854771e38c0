using TempCardIssuance.Composition.Settings;
using TempCardIssuance.HelpBuilder;
using TempCardIssuance.Infrastructure.Configuration;

// Writes the help of the module, and the schema, from what the code says of itself: XML documentation, attributes and
// the keys of the configuration.
if (args is not [string module])
{
    await Console.Error.WriteLineAsync("usage: TempCardIssuance.HelpBuilder <folder of the module>");
    return 2;
}

try
{
    string folder = Path.Combine(module, "en-US");
    Directory.CreateDirectory(folder);
    var documentation = XmlDocumentation.Load(AppContext.BaseDirectory);
    MamlFile.Write(folder, CmdletDescription.FindAll(documentation));
    ErrorTopic.Write(folder, documentation);
    ConfigurationTopic.Write(folder);
    await File.WriteAllTextAsync(Path.Combine(module, ConfigurationFile.SchemaName), Configurations.Schema());
    return 0;
}
catch (InvalidDataException e)
{
    // In MSBuild's canonical form, so that the build shows it as an error of its own.
    await Console.Error.WriteLineAsync($"HelpBuilder : error HELP001: {e.Message}");
    return 1;
}
