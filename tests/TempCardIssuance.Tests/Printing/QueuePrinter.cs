using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Text;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Printing;

/// <summary>
/// A printer with a queue, on this machine: jobs come out in their order, or wait there while it holds them. It tells
/// nobody how they are while it is out of reach.
/// </summary>
internal sealed class QueuePrinter : IAsyncDisposable
{
    private const int PrintJob = 0x0002;
    private const int CancelJob = 0x0008;
    private const int GetJobAttributes = 0x0009;

    private readonly Lock _gate = new();
    private readonly List<(string Uri, string Name)> _waiting = [];
    private readonly List<string> _printed = [];
    private readonly TestServer _server;
    private int _jobs;

    public QueuePrinter() => _server = new TestServer(AnswerAsync);

    public Uri Uri => new($"ipp://127.0.0.1:{_server.Port}/ipp/print");

    /// <summary>Whether jobs wait, and whoever asks after them gets HTTP 404.</summary>
    public bool Holds { get; set; }

    /// <summary>Is run when anything was asked of it, before it does that.</summary>
    public Func<Task> Called { get; set; } = () => Task.CompletedTask;

    /// <summary>Is run before the printer answers that it cancels a job.</summary>
    public Func<Task> Cancelling { get; set; } = () => Task.CompletedTask;

    /// <summary>Is run before it answers how a job is.</summary>
    public Action Asked { get; set; } = () => { };

    /// <summary>The jobs that came out: which one it was, and its name.</summary>
    public IReadOnlyList<string> Printed
    {
        get
        {
            lock (_gate)
                return [.. _printed];
        }
    }

    /// <summary>What it did with jobs, by the code of the operation.</summary>
    public ConcurrentQueue<int> Operations { get; } = [];

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(TestCall call, Stream stream)
    {
        int operation = BinaryPrimitives.ReadUInt16BigEndian(call.Body.AsSpan(2));
        Operations.Enqueue(operation);
        await Called();
        if (operation == GetJobAttributes)
            Asked();
        if (operation == CancelJob)
            await Cancelling();
        byte[]? answer = operation switch
        {
            PrintJob => Take(Text(call.Body, "job-name")),
            CancelJob => Cancel(Text(call.Body, "job-uri")),
            GetJobAttributes => Holds ? null : ScriptedPrinter.Answer(("job-state", "9")),
            _ => ScriptedPrinter.Answer(
                ("printer-state", "3"),
                ("document-format-supported", "application/pdf"),
                ("sides-supported", "two-sided-long-edge")),
        };
        if (answer is null)
            await TestServer.ReplyAsync(stream, "404 Not Found");
        else
            await ReplyAsync(stream, answer);
    }

    private byte[] Take(string name)
    {
        lock (_gate)
        {
            string uri = $"{Uri}/{++_jobs}";
            _waiting.Add((uri, $"{_jobs}: {name}"));
            if (!Holds)
            {
                _printed.AddRange(_waiting.Select(job => job.Name));
                _waiting.Clear();
            }

            return ScriptedPrinter.Answer(("job-uri", uri), ("job-state", Holds ? "3" : "9"));
        }
    }

    /// <returns>Success, or client-error-not-possible (RFC 8011, 4.3.3).</returns>
    private byte[] Cancel(string uri)
    {
        lock (_gate)
        {
            bool waits = _waiting.RemoveAll(job => job.Uri == uri) > 0;
            return waits ? ScriptedPrinter.Answer() : [1, 1, 4, 4, 0, 0, 0, 1, 3];
        }
    }

    private static async Task ReplyAsync(Stream stream, byte[] answer)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(answer);
    }

    /// <summary>The value of an attribute (RFC 8010, 3.1.4).</summary>
    private static string Text(ReadOnlySpan<byte> request, string name)
    {
        int at = request.IndexOf(Encoding.ASCII.GetBytes(name)) + name.Length;
        int length = BinaryPrimitives.ReadUInt16BigEndian(request[at..]);
        return Encoding.UTF8.GetString(request.Slice(at + sizeof(ushort), length));
    }
}
