using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;

namespace TempCardIssuance.Tests.Infrastructure.Authorities;

/// <summary>The example authority over <c>openssl ca</c>, in a folder that is gone after the test.</summary>
internal sealed class OpenSslCa : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>The script of the example.</summary>
    public static string Script { get; } = Path.Combine(Root(), "examples/authorities/openssl-ca/openssl-ca.sh");

    public string Folder => _folder["ca"];

    public string Certificate => Path.Combine(Folder, "ca.crt");

    public string List => Path.Combine(Folder, "crl.pem");

    public static async Task<OpenSslCa> MakeAsync(string subject = "/CN=Example issuing authority")
    {
        var ca = new OpenSslCa();
        await ca.RunAsync("", "init", subject);
        return ca;
    }

    /// <summary>A certificate, PEM, for a request, PEM.</summary>
    public Task<string> IssueAsync(string request, string production, string profile = "authentication") =>
        RunAsync(request, "issue", profile, "T-00001", production);

    public Task RevokeAsync(string certificate, string serial) =>
        RunAsync(certificate, "revoke", serial, "cessationOfOperation");

    /// <summary>Certificates, PEM, as EST gives them: PKCS#7 without signers, DER.</summary>
    public async Task<byte[]> CertsOnlyAsync(params string[] certificates)
    {
        string name = Guid.NewGuid().ToString("N");
        string file = _folder.Write(name + ".pem", string.Join('\n', certificates));
        await ExecuteAsync(
            "openssl", "", "crl2pkcs7", "-nocrl", "-certfile", file, "-outform", "DER", "-out", _folder[name + ".p7"]);
        return await File.ReadAllBytesAsync(_folder[name + ".p7"]);
    }

    /// <summary>What its list says of a certificate's serial number.</summary>
    public async Task<bool> IsListedAsync(string serial) =>
        (await ExecuteAsync("openssl", "", "crl", "-in", List, "-noout", "-text"))
            .Contains(serial, StringComparison.OrdinalIgnoreCase);

    public static string Pem(byte[] request) => PemEncoding.WriteString("CERTIFICATE REQUEST", request) + "\n";

    public Task<string> RunAsync(string input, params string[] arguments) =>
        ExecuteAsync("sh", input, [Script, Folder, .. arguments]);

    public void Dispose() => _folder.Dispose();

    private static async Task<string> ExecuteAsync(string program, string input, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TEMPCARD_NOT_BEFORE"] = Time(DateTime.UtcNow.AddMinutes(-5));
        start.Environment["TEMPCARD_NOT_AFTER"] = Time(DateTime.UtcNow.AddDays(14));
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
    }

    private static string Time(DateTime time) =>
        time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder!, "TempCardIssuance.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder!;
    }
}
