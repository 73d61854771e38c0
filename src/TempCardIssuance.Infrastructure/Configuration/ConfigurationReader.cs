using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Configuration.Sections;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>Reads tempcard.yaml and finds everything that is wrong in it at once.</summary>
public static class ConfigurationReader
{
    /// <summary>The only value of <c>version</c> so far.</summary>
    public const int Version = 1;

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.ConfigurationInvalid"/>: the message has one line <c>file:line:column: message</c> for every
    /// error. <see cref="ErrorIds.ConfigurationMissing"/>: there is no such file.
    /// </exception>
    public static TempCardConfiguration Load(string path)
    {
        ConfigurationReport report = Check(path);
        return report.Configuration ?? throw new TempCardException(
            ErrorIds.ConfigurationInvalid,
            ErrorKind.InvalidData,
            string.Join(
                Environment.NewLine,
                report.Problems.Where(p => p.Severity == ConfigurationSeverity.Error)),
            $"Correct the file; {Operation.TestConfiguration} checks it again.",
            report.File);
    }

    /// <summary>Reads the file and gives what is wrong with it instead of throwing; warnings too.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationMissing"/>.</exception>
    public static ConfigurationReport Check(string path)
    {
        string file = Path.GetFullPath(path);
        try
        {
            return Read(File.ReadAllText(file), file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TempCardException(
                ErrorIds.ConfigurationMissing,
                ErrorKind.NotFound,
                $"The configuration '{file}' can't be read: {e.Message}",
                ConfigurationFile.HowToMakeOne,
                file,
                e);
        }
    }

    private static ConfigurationReport Read(string text, string file)
    {
        var problems = new ProblemList(file);
        TempCardConfiguration? configuration = YamlTreeReader.Read(text, problems) is { } root
            ? Read(new YamlSection(root, "", problems), file)
            : null;
        return new ConfigurationReport(
            file, problems.HasErrors ? null : configuration, problems.InOrder());
    }

    private static TempCardConfiguration Read(YamlSection root, string file)
    {
        string folder = Path.GetDirectoryName(file)!;
        root.Require("version");
        root.Number("version", Version, Version, Version);

        // What is named elsewhere is read first, whatever its place in the file.
        var printers = DeviceSections.Printers(root, folder);
        var authorities = AuthoritySections.Authorities(root, folder);
        var certificates = AuthoritySections.Certificates(root, authorities.Keys);
        StoreConfiguration store = StoreSection.Read(root.Section("store"), folder);
        IssuanceConfiguration issuance = IssuanceSection.Read(root.Section("issuance"), certificates);
        CardConfiguration card = CardSection.Read(root.Section("card"), folder, issuance.Encode);
        SealConfiguration seal = Seal(root.Section("seal"), folder, issuance.Encode);
        IReadOnlyList<StationConfiguration> stations = DeviceSections.Stations(root, [.. printers.Keys]);
        root.End();
        return new TempCardConfiguration
        {
            File = file,
            Store = store,
            Issuance = issuance,
            Seal = seal,
            Card = card,
            Stations = stations,
            Printers = printers,
            Authorities = authorities,
            Certificates = certificates,
        };
    }

    private static SealConfiguration Seal(YamlSection seal, string folder, bool encode)
    {
        string[] recipients = [.. seal.Texts("recipients").Select(r => Path.GetFullPath(r.Text, folder))];
        if (encode && recipients.Length == 0)
        {
            seal.Error(
                "recipients",
                "cards that are encoded need seal.recipients: the certificates of those who may read PINs");
        }

        seal.End();
        return new SealConfiguration(recipients);
    }
}
