using System.Text.Json;
using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;

namespace TempCardIssuance.Benchmarks.Authorities;

/// <summary>Goes on with the record of an authority as if another store had ordered, and revoked one of a hundred.</summary>
internal static class RecordMaker
{
    private const int Revoked = 100;

    public static void Append(string file, int certificates)
    {
        IssuedRecord model = File.ReadLines(file)
            .Select(line => JsonSerializer.Deserialize(line, IndexJson.Default.IndexRecord))
            .OfType<IssuedRecord>()
            .Last();
        using var stream = new BufferedStream(new FileStream(file, FileMode.Append), 1 << 20);
        for (int i = 1; i <= certificates; i++)
        {
            // As random as real ones are.
            string serial = "01" + Convert.ToHexString(Guid.NewGuid().ToByteArray());
            Write(stream, model with
            {
                Serial = serial,
                ProductionId = $"B-{i / 50:000000}/X-{i:0000000}/1",
                CardNumber = $"X-{i:0000000}",
                NotAfter = DateTimeOffset.UtcNow.AddDays(365),
                Place = model.Place + i,
                Store = new StoreMark("another", new AuditHead(i, "")),
            });
            if (i % Revoked == 0)
                Write(stream, new RevokedRecord(serial, RevocationReason.Superseded, DateTimeOffset.UtcNow));
        }
    }

    private static void Write(Stream stream, IndexRecord record)
    {
        JsonSerializer.Serialize(stream, record, IndexJson.Default.IndexRecord);
        stream.WriteByte((byte)'\n');
    }
}
