using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Files;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>
/// What is ordered, as JSON in a file that this account alone can read, while a program needs it. There is no secret in
/// it.
/// </summary>
internal sealed class OrderFile : IDisposable
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tempcard-");

    public OrderFile(CertificateOrder order)
    {
        Path = Write("order.json", Json(order).ToJsonString(Indented));
        AttestationPath = order.Attestation is { } proof ? Write("attestation.pem", proof.ToPem()) : null;
    }

    public string Path { get; }

    /// <summary>The card's proof of the key, a file beside it; null: there is none.</summary>
    public string? AttestationPath { get; }

    public void Dispose()
    {
        try
        {
            _folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // The program has a file open there still; nothing in it is secret.
        }
    }

    private string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(_folder.FullName, name);
        using FileStream stream = OwnerFile.Create(path);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(text));
        return path;
    }

    private static JsonObject Json(CertificateOrder order) => new()
    {
        ["productionId"] = order.ProductionId,
        ["cardNumber"] = order.CardNumber,
        ["profile"] = order.Profile.Name,
        ["slot"] = order.Profile.Slot,
        ["keyType"] = order.Profile.KeyType.ToString(),
        ["subject"] = DistinguishedNames.Shown(order.Subject),
        ["notBefore"] = order.NotBefore.UtcDateTime,
        ["notAfter"] = order.NotAfter.UtcDateTime,
        ["extensions"] = new JsonArray(
        [
            .. order.Extensions.Select(extension => new JsonObject
            {
                ["oid"] = extension.Oid!.Value,
                ["critical"] = extension.Critical,
                ["value"] = Convert.ToBase64String(extension.RawData),
            }),
        ]),
        ["attestation"] = order.Attestation is not { } proof ? null : new JsonObject
        {
            ["statement"] = PemEncoding.WriteString("CERTIFICATE", proof.Statement.Span),
            ["signer"] = PemEncoding.WriteString("CERTIFICATE", proof.Signer.Span),
        },
    };
}
