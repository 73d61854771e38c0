using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>A blank like cards in the field, for other people's tools to work on.</summary>
/// <remarks>Its management key is 3DES: yubico-piv-tool learned AES after the 2.2.0 of Debian 12.</remarks>
public abstract class ToolCardTests(PcscdFixture pcscd) : IAsyncLifetime
{
    protected const string UsualPin = "123456";
    protected const string UsualPuk = "12345678";
    protected const string UsualKey = "010203040506070801020304050607080102030405060708";

    private readonly string _directory = Directory.CreateTempSubdirectory("tempcard-tool-").FullName;

    /// <summary>One of the first four, which OpenSC sees.</summary>
    protected VirtualSlot Slot => pcscd.Slots[1];

    public async ValueTask InitializeAsync()
    {
        if (PcscDaemon.Missing is not null)
            return;
        await PcscdFixture.InsertAsync(Slot, PcscdFixture.NewBlank(options => options with
        {
            Profile = VirtualCardProfile.Widespread,
            ManagementAlgorithm = ManagementAlgorithm.TripleDes,
        }));
    }

    public async ValueTask DisposeAsync()
    {
        if (PcscDaemon.Missing is null)
            await PcscdFixture.RemoveAsync(Slot);
        Directory.Delete(_directory, recursive: true);
        GC.SuppressFinalize(this);
    }

    protected string PathOf(string name) => Path.Combine(_directory, name);

    protected X509Certificate2 ReadCertificate(string name) =>
        X509Certificate2.CreateFromPem(File.ReadAllText(PathOf(name)));

    /// <summary>A key of <c>openssl</c>, in the form that older tools read, and a certificate of its own.</summary>
    protected async Task MakeKeyAsync(string name, params IEnumerable<string> algorithm)
    {
        await Tool.RunAsync(
            "openssl", ["req", "-x509", "-nodes", "-newkey", .. algorithm, "-keyout", PathOf("new.pem"),
                "-subj", $"/CN={name}", "-days", "3", "-out", PathOf(name + ".crt")]);
        await Tool.RunAsync("openssl", "pkey", "-in", PathOf("new.pem"), "-traditional", "-out", PathOf(name + ".key"));
    }

    /// <summary>That a certificate leads to the root of cards in software.</summary>
    protected async Task VerifyAttestationAsync(string statement, string own)
    {
        AttestationRoot.OfProcess.Export(PathOf("root.pem"));
        await Tool.RunAsync(
            "openssl", "verify", "-CAfile", PathOf("root.pem"), "-untrusted", PathOf(own), PathOf(statement));
    }
}
