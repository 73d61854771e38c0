using System.Buffers;
using System.Text.Json;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// PIN and PUK of a card as the recipients find them: UTF-8 JSON
/// <c>{"cardNumber":"T-00001","pin":"493805","puk":"70361824"}</c> inside a CMS message.
/// </summary>
internal static class PinEnvelope
{
    public static string Seal(ISecretSealer sealer, string cardNumber, SecretBytes pin, SecretBytes puk)
    {
        // Large enough never to grow: a writer that grows leaves a copy behind.
        var buffer = new ArrayBufferWriter<byte>(512);
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        writer.WriteString("cardNumber", cardNumber);
        writer.WriteString("pin"u8, pin.Span);
        writer.WriteString("puk"u8, puk.Span);
        writer.WriteEndObject();
        writer.Flush();
        try
        {
            return sealer.Seal(buffer.WrittenSpan);
        }
        finally
        {
            buffer.Clear();
        }
    }
}
