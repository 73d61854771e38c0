using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Tests.Printing;

/// <summary>Whom a server of CUPS lets print, and what it shows of itself.</summary>
/// <param name="User">The one account. It is none of this machine's: a PAM of its own knows it (pam_wrapper).</param>
/// <param name="Password">Its password.</param>
/// <param name="Certificate">For <c>localhost</c>, with its key.</param>
internal sealed record CupsDoor(string User, string Password, X509Certificate2 Certificate)
{
    /// <summary>The policy of queues (<c>printer-op-policy</c>) that tell everybody, and print for the account alone.</summary>
    public const string PolicyName = "known";

    /// <summary>The queue that even tells the account alone how it is.</summary>
    public const string QueueName = "locked";

    private static readonly string? Wrapper = Directory.Exists("/usr/lib")
        ? Directory.GetDirectories("/usr/lib", "*-linux-gnu*")
            .Select(folder => Path.Combine(folder, "libpam_wrapper.so")).FirstOrDefault(File.Exists)
        : null;

    /// <summary>Why there is none here; null: there is.</summary>
    public static string? Missing => Wrapper is null ? "not installed: libpam-wrapper" : null;

    /// <summary>Lines of cupsd.conf.</summary>
    public static string Rules =>
        $"""
        <Location /printers/{QueueName}>
        AuthType Basic
        Require valid-user
        Order allow,deny
        Allow all
        </Location>
        <Policy {PolicyName}>
        JobPrivateValues none
        <Limit Print-Job Create-Job>
        AuthType Basic
        Require valid-user
        Order deny,allow
        Allow all
        </Limit>
        <Limit All>
        Order deny,allow
        Allow all
        </Limit>
        </Policy>
        """;

    /// <summary>Writes account and certificate.</summary>
    /// <returns>The environment that the server has to have.</returns>
    public IReadOnlyDictionary<string, string> Write(TestFolder folder)
    {
        string module = Path.Combine(Path.GetDirectoryName(Wrapper!)!, "pam_wrapper", "pam_matrix.so");
        string accounts = folder.Write("accounts", $"{User}:{Password}:cups\n");
        folder.Write(
            "pam/cups", $"auth required {module} passdb={accounts}\naccount required {module} passdb={accounts}\n");
        folder.Write("keys/localhost.crt", Certificate.ExportCertificatePem());
        using System.Security.Cryptography.ECDsa key = Certificate.GetECDsaPrivateKey()!;
        folder.Write("keys/localhost.key", key.ExportPkcs8PrivateKeyPem());
        return new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = Wrapper!,
            ["PAM_WRAPPER"] = "1",
            ["PAM_WRAPPER_SERVICE_DIR"] = folder.Combine("pam"),
        };
    }
}
