using TempCardIssuance.HelpBuilder;

// Writes the help of the module from what the code says of itself: XML documentation, attributes and the schema.
if (args is not [string folder])
{
    await Console.Error.WriteLineAsync("usage: TempCardIssuance.HelpBuilder <folder of the help>");
    return 2;
}

try
{
    Directory.CreateDirectory(folder);
    var documentation = XmlDocumentation.Load(AppContext.BaseDirectory);
    MamlFile.Write(folder, CmdletDescription.FindAll(documentation));
    ErrorTopic.Write(folder, documentation);
    ConfigurationTopic.Write(folder);
    return 0;
}
catch (InvalidDataException e)
{
    // In MSBuild's canonical form, so that the build shows it as an error of its own.
    await Console.Error.WriteLineAsync($"HelpBuilder : error HELP001: {e.Message}");
    return 1;
}
