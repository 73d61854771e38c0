using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Authorities;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What an administrator can do with authorities whose keys are kept here.</summary>
public sealed class AuthorityDesk
{
    private const int MaxLength = 1024 * 1024;

    private readonly IReadOnlyDictionary<string, AuthoritySettings> _authorities;
    private readonly DriverServices _services;
    private readonly StoreRecord _record;

    internal AuthorityDesk(
        IReadOnlyDictionary<string, AuthoritySettings> authorities, DriverServices services, StoreRecord record)
    {
        _authorities = authorities;
        _services = services;
        _record = record;
    }

    /// <summary>Has a key made and a request for it, or a certificate that it signs itself.</summary>
    /// <param name="name">The authority.</param>
    /// <param name="options">For which key, and what.</param>
    /// <param name="path">The file to write, absolute; it must not exist.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotFound"/>, <see cref="ErrorIds.AuthorityNotLocal"/>,
    /// <see cref="ErrorIds.AuthorityRequestRefused"/>.
    /// </exception>
    public async Task<Planned<AuthorityRequest>> RequestAsync(
        string name, AuthorityRequestOptions options, string path, CancellationToken stop)
    {
        IAuthorityMaintenance authority = Find(name);
        CheckFree(path);
        AuthorityRequest plan = await authority.PlanRequestAsync(options, stop) with { File = path };
        string description = AuthorityWords.Describe(plan);
        return new Planned<AuthorityRequest>(
            Operation.RequestAuthorityCertificate,
            description,
            $"{description}?",
            async (_, end) =>
            {
                AuthorityRequest made = await authority.RequestAsync(options, end) with { File = path };
                await WriteAsync(path, made.Pem);
                await _record.AddAsync(
                    AuditKinds.AuthorityKeyRequested, AuthorityWords.Summary(made), CancellationToken.None);
                return made;
            });
    }

    /// <summary>Puts a certificate into use, and with it the key that it is for.</summary>
    /// <param name="name">The authority.</param>
    /// <param name="path">A file with the certificate, and perhaps with those above it.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotFound"/>, <see cref="ErrorIds.AuthorityNotLocal"/>,
    /// <see cref="ErrorIds.AuthorityCertificateRefused"/>.
    /// </exception>
    public async Task<Planned<AuthorityInstallation>> InstallAsync(string name, string path, CancellationToken stop)
    {
        IAuthorityMaintenance authority = Find(name);
        byte[] content = await ReadAsync(path, stop);
        string description = AuthorityWords.Describe(await authority.PlanInstallAsync(content, stop));
        return new Planned<AuthorityInstallation>(
            Operation.InstallAuthorityCertificate,
            description,
            $"{description}?",
            async (_, end) =>
            {
                AuthorityInstallation done = await authority.InstallAsync(content, end);
                await _record.AddAsync(
                    AuditKinds.AuthorityCertificateInstalled, AuthorityWords.Summary(done), CancellationToken.None);
                return done;
            });
    }

    private IAuthorityMaintenance Find(string name) =>
        _authorities.Values.FirstOrDefault(a => a.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? found.Maintain(_services)
            : throw new TempCardException(
                ErrorIds.AuthorityNotFound,
                ErrorKind.NotFound,
                $"There is no authority '{name}'.",
                "Use a name that stands below 'authorities' in the configuration.",
                name);

    private static void CheckFree(string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
            throw NotUsable(path, "is there already");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw NotUsable(path, "is in a folder that is not there");
    }

    private static async Task WriteAsync(string path, string text)
    {
        try
        {
            await File.WriteAllTextAsync(path, text, CancellationToken.None);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(path, $"can't be written: {e.Message}", e);
        }
    }

    private static async Task<byte[]> ReadAsync(string path, CancellationToken stop)
    {
        try
        {
            return new FileInfo(path) is { Exists: true, Length: > MaxLength }
                ? throw NotUsable(path, "is no certificate: it is too long")
                : await File.ReadAllBytesAsync(path, stop);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(path, $"can't be read: {e.Message}", e);
        }
    }

    private static TempCardException NotUsable(string path, string why, Exception? inner = null) => new(
        ErrorIds.FileNotUsable,
        ErrorKind.InvalidArgument,
        $"'{path}' {why.TrimEnd('.')}.",
        "Name another file.",
        path,
        inner);
}
