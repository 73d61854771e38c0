using TempCardIssuance.HelpBuilder;
using TempCardIssuance.HelpBuilder.Packaging;

// Writes what would else be kept in step with the code by hand. build.proj calls it.
try
{
    switch (args)
    {
        case ["module", string folder, .. string[] options]:
            ModuleFolder.Write(folder, PublishedAt.Read(options));
            return MissingTexts.Tell(lenient: options.Contains("--lenient"));
        case ["nuspec", string folder, string file]:
            PackageDescription.Write(Manifest.Read(folder), file);
            return 0;
        case ["notices", string project, string folder]:
            Notices.Write(ShippedPackage.FindAll(project, folder), folder);
            return MissingTexts.Tell(lenient: false);
        default:
            await Console.Error.WriteLineAsync(
                """
                usage: TempCardIssuance.HelpBuilder module <folder> [--lenient] [--project-uri <address>]
                           [--help-uri <address with {0}>]                         help and list of cmdlets
                       TempCardIssuance.HelpBuilder nuspec <folder> <file>         description of the package
                       TempCardIssuance.HelpBuilder notices <project> <folder>     notices of the packages in it
                """);
            return 2;
    }
}
catch (InvalidDataException e)
{
    MissingTexts.Say("error", e.Message);
    return 1;
}
