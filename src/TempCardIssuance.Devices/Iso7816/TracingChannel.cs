namespace TempCardIssuance.Devices.Iso7816;

/// <summary>Writes one line per command and response, without the data of those that have a secret in them.</summary>
internal sealed class TracingChannel(IApduChannel inner, Action<string> trace) : IApduChannel
{
    public ResponseApdu Transmit(CommandApdu command)
    {
        trace($"> {command} {Show(command.Data, command.IsSecret)} Le {command.ExpectedLength}");
        ResponseApdu response = inner.Transmit(command);
        trace($"< {Show(response.Data, command.IsSecret)} {response.Status}");
        return response;
    }

    private static string Show(ReadOnlyMemory<byte> data, bool secret) => (data.Length, secret) switch
    {
        (0, _) => "-",
        (var length, true) => $"({length} bytes masked)",
        _ => Convert.ToHexString(data.Span),
    };
}
