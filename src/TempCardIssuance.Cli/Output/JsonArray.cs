using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TempCardIssuance.Cli.Output;

/// <summary>
/// A JSON array that is written while its items come in. Where they end in an error it is closed all the same: what is
/// there can be read, and the exit code says that it is not all. Before the first item nothing is written.
/// </summary>
internal sealed class JsonArray<T>(TextWriter writer, JsonTypeInfo<T> shape) : IDisposable
{
    /// <summary>As much is written at once, in bytes.</summary>
    private const int Portion = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _waiting = new();
    private Utf8JsonWriter? _json;
    private bool _isBroken;

    public async Task WriteAsync(IAsyncEnumerable<T> items)
    {
        try
        {
            await foreach (T item in items)
            {
                JsonSerializer.Serialize(Json, item, shape);
                if (_waiting.WrittenCount >= Portion)
                    await SendAsync();
            }

            await CloseAsync();
        }
        catch when (_json is not null && !_isBroken)
        {
            await CloseAsync();
            throw;
        }
    }

    public void Dispose() => _json?.Dispose();

    private Utf8JsonWriter Json => _json ??= Begin();

    private Utf8JsonWriter Begin()
    {
        var options = new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        var json = new Utf8JsonWriter(_waiting, options);
        json.WriteStartArray();
        return json;
    }

    private async Task CloseAsync()
    {
        Json.WriteEndArray();
        await Json.FlushAsync();
        await SendAsync(Environment.NewLine);
    }

    private async Task SendAsync(string end = "")
    {
        string text = Encoding.UTF8.GetString(_waiting.WrittenSpan) + end;
        _waiting.ResetWrittenCount();
        // Should this fail, there is nowhere to close it.
        _isBroken = true;
        await writer.WriteAsync(text);
        _isBroken = false;
    }
}
