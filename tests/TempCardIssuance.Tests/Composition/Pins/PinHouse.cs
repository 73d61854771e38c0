using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Data.Sqlite;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition.Pins;

/// <summary>A workshop with recipients of its own, whose keys lie beside the configuration.</summary>
internal static class PinHouse
{
    public const string Card = "T-00001";
    public const string Other = "T-00002";

    public static CancellationToken None => CancellationToken.None;

    /// <summary>Those who read PUKs are others than those who read PINs.</summary>
    public static (string Old, string New) Apart { get; } = ("  recipients:\n", "  pukRecipients: [puk.cer]\n  recipients:\n");

    public static Workshop Open(params (string Old, string New)[] replace)
    {
        var workshop = new Workshop(replace: replace);
        Recipient(workshop.Folder, "puk");
        return workshop;
    }

    /// <summary>Two cards of a batch that is completed.</summary>
    public static async Task<Workshop> CompletedAsync(params (string Old, string New)[] replace)
    {
        Workshop workshop = Open(replace);
        CardBatch batch = await workshop.IssueAsync(await workshop.RequestAsync(2));
        await workshop.Session.Closing.CompleteAsync(new() { BatchId = batch.Id }, workshop, None);
        return workshop;
    }

    /// <summary>A certificate NAME.cer, its key NAME.key, and both in NAME.pem.</summary>
    public static string Recipient(string folder, string name, DateTimeOffset? until = null)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment, critical: true));
        using X509Certificate2 certificate =
            request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), until ?? DateTimeOffset.UtcNow.AddDays(10));
        File.WriteAllText(Path.Combine(folder, $"{name}.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(folder, $"{name}.cer"), certificate.ExportCertificatePem());
        File.WriteAllText(
            Path.Combine(folder, $"{name}.pem"), key.ExportPkcs8PrivateKeyPem() + "\n" + certificate.ExportCertificatePem());
        return Path.Combine(folder, $"{name}.cer");
    }

    /// <summary>The key that a new configuration comes with.</summary>
    public static KeyChoice Key(Workshop workshop) => new()
    {
        Key = Path.Combine(workshop.Folder, "secrets", "pin-reader.pfx"),
        Password = "file:secrets/pin-reader.password",
        Folder = workshop.Folder,
    };

    /// <summary>A key beside the configuration.</summary>
    public static KeyChoice Key(Workshop workshop, string name) =>
        new() { Key = Path.Combine(workshop.Folder, $"{name}.key") };

    public static PinRequest Of(string card, SealedKind kind = SealedKind.Pin) =>
        new() { CardNumber = card, Kind = kind, Reason = "test" };

    public static async Task<string> ReadAsync(Workshop workshop, PinRequest request, KeyChoice? key = null)
    {
        using ReadPin read = await workshop.Session.Pins.ReadAsync(request, key ?? Key(workshop), None);
        return Encoding.ASCII.GetString(read.Value.Span);
    }

    public static async Task<string> RefusedAsync(Func<Task> act) =>
        (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId;

    public static async Task<CardProduction> ProductionAsync(Workshop workshop, string card = Card) =>
        (await workshop.Session.Store.GetProductionsAsync(card, None))[^1];

    public static Task<List<AuditEvent>> EventsAsync(Workshop workshop, string kind) =>
        workshop.Session.Store.ReadAuditAsync(new AuditQuery { Kinds = [kind] }, None).ToListAsync().AsTask();

    /// <summary>Changes the store behind the product's back.</summary>
    public static void Execute(Workshop workshop, string sql)
    {
        string file = Directory.GetFiles(workshop.Folder, "*.db", SearchOption.AllDirectories).Single();
        using var connection = new SqliteConnection($"Data Source={file};Foreign Keys=False;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
