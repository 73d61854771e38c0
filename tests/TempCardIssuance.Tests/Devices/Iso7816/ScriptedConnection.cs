using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Iso7816;

/// <summary>A card that knows one conversation by heart: each command must be the next one, byte for byte.</summary>
internal sealed class ScriptedConnection : ICardConnection
{
    private readonly Queue<(string Command, string Response)> _script = new();

    /// <param name="lines">Command and response in hex, parted by <c>=></c>; spaces don't count.</param>
    public ScriptedConnection(params ReadOnlySpan<string> lines)
    {
        foreach (string line in lines)
        {
            string[] parts = line.Replace(" ", "", StringComparison.Ordinal).Split("=>");
            _script.Enqueue((parts[0], parts[1]));
        }
    }

    public ReadOnlyMemory<byte> Atr { get; init; }

    public bool SupportsExtendedLength { get; init; }

    public bool IsDone => _script.Count == 0;

    public bool IsClosed { get; private set; }

    public byte[] Transmit(ReadOnlySpan<byte> command)
    {
        Assert.True(_script.TryDequeue(out (string Command, string Response) next), $"Nothing more is expected than {Convert.ToHexString(command)}.");
        Assert.Equal(next.Command, Convert.ToHexString(command));
        return Convert.FromHexString(next.Response);
    }

    public void Reset() => throw new NotSupportedException();

    public void Dispose() => IsClosed = true;
}
