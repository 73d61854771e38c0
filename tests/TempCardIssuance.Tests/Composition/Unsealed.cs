using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Reads what was sealed, as the recipient of a new configuration does.</summary>
internal static class Unsealed
{
    public static (string Pin, string Puk) Of(Workshop workshop, CardProduction production)
    {
        string secrets = Path.Combine(workshop.Folder, "secrets");
        using X509Certificate2 recipient = X509CertificateLoader.LoadPkcs12FromFile(
            Path.Combine(secrets, "pin-reader.pfx"), File.ReadAllText(Path.Combine(secrets, "pin-reader.password")).Trim());
        string pem = production.SealedPins!;
        PemFields fields = PemEncoding.Find(pem);
        var message = new EnvelopedCms();
        message.Decode(Convert.FromBase64String(pem[fields.Base64Data]));
        message.Decrypt([recipient]);
        JsonElement content = JsonDocument.Parse(message.ContentInfo.Content).RootElement;
        Assert.Equal(production.CardNumber, content.GetProperty("cardNumber").GetString());
        return (content.GetProperty("pin").GetString()!, content.GetProperty("puk").GetString()!);
    }
}
