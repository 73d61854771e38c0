using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Reads PINs and PUKs that were sealed, as the recipient of a new configuration does.</summary>
internal sealed class PinReader : IDisposable
{
    private readonly X509Certificate2 _recipient;

    /// <param name="folder">That of the configuration.</param>
    public PinReader(string folder)
    {
        string secrets = Path.Combine(folder, "secrets");
        _recipient = X509CertificateLoader.LoadPkcs12FromFile(
            Path.Combine(secrets, "pin-reader.pfx"), File.ReadAllText(Path.Combine(secrets, "pin-reader.password")).Trim());
    }

    public (string Pin, string Puk) Read(CardProduction production)
    {
        (string cardNumber, string pin, string puk) = Read(production.SealedPins!);
        Assert.Equal(production.CardNumber, cardNumber);
        return (pin, puk);
    }

    /// <param name="message">A CMS message, PEM.</param>
    public (string CardNumber, string Pin, string Puk) Read(string message)
    {
        var cms = new EnvelopedCms();
        cms.Decode(Convert.FromBase64String(message[PemEncoding.Find(message).Base64Data]));
        cms.Decrypt([_recipient]);
        using var content = JsonDocument.Parse(cms.ContentInfo.Content);
        return (Text("cardNumber"), Text("pin"), Text("puk"));

        string Text(string name) => content.RootElement.GetProperty(name).GetString()!;
    }

    public void Dispose() => _recipient.Dispose();
}
