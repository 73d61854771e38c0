using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Configuration.Schema;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Configuration.Template;

/// <summary>
/// Makes a configuration that works at once: a virtual station, faces as files, a local authority, new secrets.
/// </summary>
public sealed class ConfigurationTemplate
{
    private const string SecretsFolder = "secrets";
    private const string ReaderCertificate = "pin-reader.cer.pem";
    private const int MasterKeyBytes = 32;

    private readonly string _folder;
    private readonly JsonObject _schema;
    private readonly TimeProvider _clock;
    private readonly List<string> _written = [];

    private ConfigurationTemplate(string folder, JsonObject schema, TimeProvider clock)
    {
        _folder = folder;
        _schema = schema;
        _clock = clock;
    }

    /// <param name="folder">Is made if it is not there.</param>
    /// <param name="options">What the configuration shall have.</param>
    /// <param name="schema">Describes the configuration; the comments of the new one come from it.</param>
    /// <param name="clock">Tells from when the certificate is valid.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.ConfigurationExists"/>; <see cref="ErrorIds.RecipientMissing"/>: a certificate named in the
    /// options is not there; <see cref="ErrorIds.GroupNotUsable"/>.
    /// </exception>
    public static NewConfiguration Create(
        string folder, ConfigurationTemplateOptions options, JsonObject schema, TimeProvider clock) =>
        new ConfigurationTemplate(Path.GetFullPath(folder), schema, clock).Create(options);

    /// <summary>Whether a configuration could be made there; changes nothing.</summary>
    /// <inheritdoc cref="Create(string, ConfigurationTemplateOptions, JsonObject, TimeProvider)"/>
    public static void Check(string folder, ConfigurationTemplateOptions options)
    {
        string file = Path.Combine(folder, ConfigurationFile.Name);
        if (File.Exists(file) && !options.Force)
        {
            throw new TempCardException(
                ErrorIds.ConfigurationExists,
                ErrorKind.AlreadyExists,
                $"There is a configuration '{file}' already.",
                $"Choose another folder, or overwrite it with {Parameter.Force}; secrets and the authority are kept.",
                file);
        }

        if (options.Group is { } group)
            CheckGroup(folder, group, options.Force);
        CheckPurpose(options);
        foreach (string recipient in options.Recipients)
            CheckRecipient(recipient);
    }

    private NewConfiguration Create(ConfigurationTemplateOptions options)
    {
        Check(_folder, options);
        string file = Path.Combine(_folder, ConfigurationFile.Name);
        string[] recipients = [.. options.Recipients.Select(CheckRecipient)];
        string secrets = Path.Combine(_folder, SecretsFolder);
        PrivateFile.CreateFolder(secrets);
        if (options.Group is { } group)
            SharedFolder.Share(_folder, group);
        WriteSecret("master.key", () => RandomNumberGenerator.GetHexString(MasterKeyBytes * 2, lowercase: true));
        WriteSecret("ca.password", NewPassword);
        if (recipients.Length == 0)
        {
            MakePinReader();
            recipients = [ReaderCertificate];
        }

        string yaml = new TemplateText(_schema, options)
            .Yaml(recipients, ownPinReader: options.Recipients.Count == 0);
        PrivateFile.Write(file, Encoding.UTF8.GetBytes(yaml), overwrite: true);
        _written.Insert(0, file);
        WriteSchema();
        return new NewConfiguration(file, _written);
    }

    private static void CheckPurpose(ConfigurationTemplateOptions options)
    {
        bool isUsable = options.CrlUrl is { IsAbsoluteUri: true, Scheme: "http" or "https" };
        if (!isUsable && (options.CrlUrl is not null || options.Purpose == CardPurpose.Logon))
        {
            throw new TempCardException(
                ErrorIds.CrlUrlInvalid,
                ErrorKind.InvalidData,
                options.CrlUrl is null
                    ? "Cards for logon need a revocation list that the servers can fetch, and it is not said where."
                    : $"'{options.CrlUrl}' is no web address where a revocation list can be fetched.",
                $"Say with {Parameter.CrlUrl} where it will be, such as http://pki.example.org/temporary-cards.crl; the "
                    + "address stands in every certificate.");
        }
    }

    /// <summary>Whatever is in the folder would be the group's, so that it is to be said where that is not new.</summary>
    private static void CheckGroup(string folder, string group, bool force)
    {
        UnixGroup.Find(group);
        if (!force && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new TempCardException(
                ErrorIds.GroupNotUsable,
                ErrorKind.AlreadyExists,
                $"There is something in the folder '{folder}' already, which would be given to the group '{group}'.",
                $"Choose another folder, or give all of it to the group with {Parameter.Force}.",
                folder);
        }
    }

    private static string NewPassword() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(24));

    private static string CheckRecipient(string path)
    {
        string file = Path.GetFullPath(path);
        return File.Exists(file)
            ? file
            : throw new TempCardException(
                ErrorIds.RecipientMissing,
                ErrorKind.NotFound,
                $"There is no certificate '{file}'.",
                "Name the certificate file (PEM or DER) of somebody who may read PINs.",
                file);
    }

    private void WriteSchema()
    {
        string file = Path.Combine(_folder, ConfigurationFile.SchemaName);
        PrivateFile.Write(file, Encoding.UTF8.GetBytes(JsonSchema.ToText(_schema)), overwrite: true);
        _written.Add(file);
    }

    /// <summary>The key pair goes together: if one part is there, nothing is made anew.</summary>
    private void MakePinReader()
    {
        string certificate = Path.Combine(_folder, ReaderCertificate);
        string keyPair = Path.Combine(_folder, SecretsFolder, "pin-reader.pfx");
        if (File.Exists(certificate) || File.Exists(keyPair))
            return;
        string password = NewPassword();
        using var pair = PinReaderKeyPair.Create(password, _clock.GetUtcNow());
        WriteSecret("pin-reader.password", () => password);
        Write(keyPair, pair.Pfx);
        Write(certificate, Encoding.ASCII.GetBytes(pair.CertificatePem + "\n"));
    }

    private void WriteSecret(string name, Func<string> make)
    {
        string file = Path.Combine(_folder, SecretsFolder, name);
        if (!File.Exists(file))
            Write(file, Encoding.ASCII.GetBytes(make() + "\n"));
    }

    private void Write(string file, byte[] content)
    {
        PrivateFile.Write(file, content, overwrite: false);
        CryptographicOperations.ZeroMemory(content);
        _written.Add(file);
    }
}
