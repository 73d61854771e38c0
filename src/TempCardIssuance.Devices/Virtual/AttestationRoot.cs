using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Files;

namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// What cards in software have in place of their maker's root of attestation. Whoever has it makes attestations of what
/// they like, so it belongs nowhere but to such cards.
/// </summary>
internal sealed class AttestationRoot
{
    private const string KeyExtension = ".p12";
    private const int Years = 30;

    private static readonly Lazy<AttestationRoot> ThisProcess = new(() => new AttestationRoot(MakeRoot()));

    private readonly X509Certificate2 _root;

    private AttestationRoot(X509Certificate2 root) => _root = root;

    /// <summary>The one that is gone with the process.</summary>
    public static AttestationRoot OfProcess => ThisProcess.Value;

    /// <summary>Its certificate in DER.</summary>
    public byte[] Certificate => _root.RawData;

    /// <summary>
    /// The one of a file: its certificate as PEM, for whoever checks attestations; its key is in a file beside it with
    /// .p12 after its name. What is not there is made.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfigurationInvalid"/>.</exception>
    public static AttestationRoot At(string file)
    {
        try
        {
            string keyFile = file + KeyExtension;
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            if (!File.Exists(keyFile))
                MakeFile(keyFile);
            // macOS has no keys that are only in memory.
            X509KeyStorageFlags flags = OperatingSystem.IsMacOS()
                ? X509KeyStorageFlags.DefaultKeySet
                : X509KeyStorageFlags.EphemeralKeySet;
            var root = new AttestationRoot(
                X509CertificateLoader.LoadPkcs12FromFile(keyFile, password: null, flags));
            root.Export(file);
            return root;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new TempCardException(
                ErrorIds.ConfigurationInvalid,
                ErrorKind.InvalidArgument,
                $"The root of attestations '{file}' of virtual cards can't be used: {e.Message}",
                $"Name another file, or delete '{file}' and '{file}{KeyExtension}', so that they are made anew.",
                file,
                e);
        }
    }

    /// <summary>Writes its certificate as PEM, unless the file has it.</summary>
    public void Export(string file)
    {
        byte[] pem = Encoding.ASCII.GetBytes(_root.ExportCertificatePem() + "\n");
        if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(pem))
            return;
        string next = $"{file}.{Path.GetRandomFileName()}";
        File.WriteAllBytes(next, pem);
        File.Move(next, file, overwrite: true);
    }

    /// <summary>The certificate of a card's key F9, in DER.</summary>
    /// <param name="subjectPublicKeyInfo">The key, in DER.</param>
    /// <param name="serial">Of the card.</param>
    public byte[] Certify(byte[] subjectPublicKeyInfo, uint serial)
    {
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN=Virtual card {serial.ToString(CultureInfo.InvariantCulture)} attestation"),
            PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out _),
            HashAlgorithmName.SHA256);
        AddAuthority(request, pathLength: 0);
        byte[] number = RandomNumberGenerator.GetBytes(16);
        number[0] = (byte)(number[0] & 0x3F | 0x40);
        using X509Certificate2 certificate = request.Create(
            _root, new DateTimeOffset(_root.NotBefore), new DateTimeOffset(_root.NotAfter), number);
        return certificate.RawData;
    }

    /// <summary>Two who make it at once: the file of the first stays.</summary>
    private static void MakeFile(string keyFile)
    {
        using X509Certificate2 root = MakeRoot();
        byte[] content = root.Export(X509ContentType.Pkcs12);
        string next = $"{keyFile}.{Path.GetRandomFileName()}";
        using (FileStream stream = OwnerFile.Create(next))
            stream.Write(content);
        try
        {
            File.Move(next, keyFile, overwrite: false);
        }
        catch (IOException) when (File.Exists(keyFile))
        {
            File.Delete(next);
        }
    }

    private static X509Certificate2 MakeRoot()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string mark = Convert.ToHexString(RandomNumberGenerator.GetBytes(4));
        var request = new CertificateRequest(
            new X500DistinguishedName($"CN=Virtual cards {mark} attestation root"), key, HashAlgorithmName.SHA256);
        AddAuthority(request, pathLength: 1);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(Years));
    }

    private static void AddAuthority(CertificateRequest request, int pathLength)
    {
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(
            certificateAuthority: true, hasPathLengthConstraint: true, pathLength, critical: true));
        request.CertificateExtensions.Add(
            new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
    }
}
