using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>An authority that programs speak to, which know how.</summary>
internal sealed class CommandAuthority(CommandSettings settings, TimeProvider clock) : ICertificateAuthority
{
    private const int MaxId = 200;
    private const int MaxTerms = 20;

    private readonly AuthorityProgram _program = new(settings.Name, settings, clock);

    public string Name => settings.Name;

    public AuthorityAbilities Abilities { get; } = new()
    {
        Finds = settings.Find.Count > 0,
        Revokes = settings.Revoke.Count > 0,
        TakesPublicKeys = settings.TakesPublicKeys,
        // A program goes on where the process that ran it was killed.
        AnswerTime = settings.TimeOut,
        PendingTime = settings.AskAgain.Count > 0 ? settings.PendingTime : TimeSpan.Zero,
    };

    public async Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken)
    {
        if (settings.Check.Count == 0)
            return [];
        (_, string output) = await RunAsync(new AuthorityCall(settings.Check), cancellationToken);
        return [.. output.Split('\n').Select(Term).OfType<AuthorityTerm>().Take(MaxTerms)];
    }

    public async Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken)
    {
        if (settings.Certificates.Count == 0)
            return [];
        var call = new AuthorityCall(settings.Certificates);
        (_, string output) = await RunAsync(call, cancellationToken);
        return [.. Read(call, output).Select(found => found.RawData)];
    }

    public async Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        if (settings.Issue.Count == 0)
            throw RemoteErrors.Refused(order, $"the authority '{Name}' has no program 'issue'");
        using var file = new OrderFile(order);
        var call = new AuthorityCall(settings.Issue, order.Profile.Name, order.CardNumber, order.ProductionId)
        {
            Orders = true,
            Input = Encoding.ASCII.GetBytes(Pem(order)),
            Variables = Variables(order, file),
        };
        return await AnswerAsync(call, order.Profile.Name, order, cancellationToken);
    }

    public async Task<CertificateAnswer> AskAgainAsync(PendingCertificate pending, CancellationToken cancellationToken)
    {
        var call = new AuthorityCall(settings.AskAgain, pending.Id) { Orders = true };
        return await AnswerAsync(call, pending.Profile, pending.Order, cancellationToken);
    }

    /// <summary>Exit code 77 says that it is too late.</summary>
    public async Task<bool> CancelAsync(PendingCertificate pending, CancellationToken cancellationToken)
    {
        if (settings.Cancel.Count == 0)
            return false;
        try
        {
            await RunAsync(new AuthorityCall(settings.Cancel, pending.Id) { Orders = true }, cancellationToken);
            return true;
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.CertificateRefused)
        {
            return false;
        }
    }

    public async Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, string storeId, CancellationToken cancellationToken)
    {
        if (settings.Find.Count == 0)
            return [];
        var call = new AuthorityCall(settings.Find, productionId)
        {
            Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["TEMPCARD_STORE"] = storeId },
        };
        (_, string output) = await RunAsync(call, cancellationToken);
        return
        [
            .. Read(call, output).Select(found =>
                new IssuedCertificate(found.Profile, found.RawData) { ProductionId = productionId }),
        ];
    }

    public async Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken)
    {
        if (settings.Revoke.Count == 0)
            throw RemoteErrors.NoRevocation(Name, "it has no program 'revoke'");
        string certificate = order.RawData is { } der ? PemEncoding.WriteString("CERTIFICATE", der) + "\n" : "";
        await RunAsync(
            new AuthorityCall(settings.Revoke, order.SerialNumber, ReasonWords.Of(order.Reason))
            {
                Input = Encoding.ASCII.GetBytes(certificate),
            },
            cancellationToken);
    }

    /// <summary>One that may not answer later.</summary>
    private async Task<(int ExitCode, string Output)> RunAsync(AuthorityCall call, CancellationToken cancellationToken)
    {
        (int ExitCode, string Output) result = await _program.RunAsync(call, cancellationToken);
        return result.ExitCode == ProgramCodes.Done
            ? result
            : throw _program.Failed(call, "wants to answer later, which it can't here");
    }

    private async Task<CertificateAnswer> AnswerAsync(
        AuthorityCall call, string profile, CertificateOrder? order, CancellationToken cancellationToken)
    {
        (int exitCode, string output) = await _program.RunAsync(call, cancellationToken);
        if (exitCode == ProgramCodes.Later)
            return Later(call, output, profile, order);
        IReadOnlyList<byte[]> found = [.. Read(call, output).Select(one => one.RawData)];
        byte[]? answer = order is not null ? OrderKey.Choose(order, found) : found.Count == 1 ? found[0] : null;
        return answer is not null
            ? new IssuedCertificate(profile, answer)
            : throw _program.Failed(call, $"gives {found.Count} certificates, and not one for the key of the request");
    }

    /// <summary>The id is the first line; a number in the second says after how many seconds to ask again.</summary>
    private PendingCertificate Later(AuthorityCall call, string output, string profile, CertificateOrder? order)
    {
        if (settings.AskAgain.Count == 0)
            throw _program.Failed(call, "wants to answer later (exit code 75), and there is no program 'askAgain'");
        string[] lines = [.. output.Split('\n').Select(line => line.Trim())];
        string id = lines[0];
        if (id.Length is 0 or > MaxId || ForeignText.OneLine(id, MaxId) != id)
            throw _program.Failed(call, "wants to answer later (exit code 75), and gives no id to ask again with");
        bool tells = int.TryParse(
            lines.ElementAtOrDefault(1), NumberStyles.None, CultureInfo.InvariantCulture, out int seconds);
        return new PendingCertificate(id)
        {
            Profile = profile,
            Order = order,
            AskAgainAfter = tells ? TimeSpan.FromSeconds(seconds) : null,
        };
    }

    private IReadOnlyList<(string Profile, byte[] RawData)> Read(AuthorityCall call, string output)
    {
        try
        {
            return PemOutput.Read(output);
        }
        catch (CryptographicException e)
        {
            throw _program.Failed(call, $"gives a certificate that is none ({ForeignText.OneLine(e.Message)})");
        }
    }

    private static string Pem(CertificateOrder order) => order.Request.IsEmpty
        ? PemEncoding.WriteString("PUBLIC KEY", order.PublicKey.Span) + "\n"
        : PemEncoding.WriteString("CERTIFICATE REQUEST", order.Request.Span) + "\n";

    private static Dictionary<string, string> Variables(CertificateOrder order, OrderFile file)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["TEMPCARD_ORDER"] = file.Path,
            ["TEMPCARD_SUBJECT"] = DistinguishedNames.Shown(order.Subject),
            ["TEMPCARD_NOT_BEFORE"] = Time(order.NotBefore),
            ["TEMPCARD_NOT_AFTER"] = Time(order.NotAfter),
        };
        if (file.AttestationPath is { } attestation)
            variables["TEMPCARD_ATTESTATION"] = attestation;
        if (order.Store is { } store)
            variables["TEMPCARD_STORE"] = store.StoreId;
        return variables;
    }

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>
    /// A date of RFC 3339, a blank, and what ends then; where it is told when that began, both dates with a slash
    /// between them (ISO 8601).
    /// </summary>
    private static AuthorityTerm? Term(string line)
    {
        string[] parts = line.Trim().Split(' ', 2);
        if (parts.Length != 2)
            return null;
        DateTimeOffset?[] dates = [.. parts[0].Split('/', 2).Select(Date)];
        return dates is [.., { } until] && dates[0] is { } first
            ? new AuthorityTerm(ForeignText.OneLine(parts[1], 60), until)
            {
                Since = dates.Length == 2 && first < until ? first : null,
            }
            : null;
    }

    private static DateTimeOffset? Date(string text) => DateTimeOffset.TryParse(
        text,
        CultureInfo.InvariantCulture,
        DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
        out DateTimeOffset date)
        ? date
        : null;
}
