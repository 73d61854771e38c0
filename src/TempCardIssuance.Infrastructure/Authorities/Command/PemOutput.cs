using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>Certificates in the output of a program: PEM (RFC 7468), with lines of text between them.</summary>
internal static class PemOutput
{
    private const string Label = "CERTIFICATE";
    private const string ProfileLine = "Profile:";

    /// <summary>
    /// In order, each with the profile that a line <c>Profile: NAME</c> before it names; empty: none does.
    /// </summary>
    /// <exception cref="CryptographicException">One is none.</exception>
    public static IReadOnlyList<(string Profile, byte[] RawData)> Read(string text)
    {
        var found = new List<(string, byte[])>();
        string rest = text;
        while (PemEncoding.TryFind(rest, out PemFields fields))
        {
            if (rest[fields.Label] is Label)
                found.Add((Profile(rest[..fields.Location.Start]), Checked(rest[fields.Base64Data])));
            rest = rest[fields.Location.End..];
        }

        return found;
    }

    private static string Profile(string before) => before
        .Split('\n')
        .Where(line => line.StartsWith(ProfileLine, StringComparison.OrdinalIgnoreCase))
        .Select(line => line[ProfileLine.Length..].Trim())
        .LastOrDefault("");

    private static byte[] Checked(string base64)
    {
        byte[] der = Convert.FromBase64String(base64);
        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
        return certificate.RawData;
    }
}
