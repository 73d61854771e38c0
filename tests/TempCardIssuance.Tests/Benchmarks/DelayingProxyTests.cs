using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using TempCardIssuance.Benchmarks.Fleet;

namespace TempCardIssuance.Tests.Benchmarks;

public sealed class DelayingProxyTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromDays(1);

    /// <summary>Everybody who was asked to wait.</summary>
    private readonly Channel<(TimeSpan Time, TaskCompletionSource Over)> _waits =
        Channel.CreateUnbounded<(TimeSpan Time, TaskCompletionSource Over)>();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_sent_arrives_when_its_time_is_over_in_both_directions()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var proxy = new DelayingProxy(((IPEndPoint)server.LocalEndpoint).Port, Delay, Wait);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Stop);
        using TcpClient accepted = await server.AcceptTcpClientAsync(Stop);

        await PassesLateAsync(client, accepted, "order"u8.ToArray());
        await PassesLateAsync(accepted, client, "answer"u8.ToArray());
    }

    [Fact]
    public async Task An_end_is_passed_on()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        await using var proxy = new DelayingProxy(((IPEndPoint)server.LocalEndpoint).Port, Delay, Wait);
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, proxy.Port, Stop);
        using TcpClient accepted = await server.AcceptTcpClientAsync(Stop);
        client.Close();

        Assert.Equal(0, await accepted.GetStream().ReadAsync(new byte[1], Stop));
    }

    private Task Wait(TimeSpan time)
    {
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _waits.Writer.TryWrite((time, over));
        return over.Task;
    }

    private async Task PassesLateAsync(TcpClient from, TcpClient to, byte[] sent)
    {
        await from.GetStream().WriteAsync(sent, Stop);
        (TimeSpan time, TaskCompletionSource over) = await _waits.Reader.ReadAsync(Stop);
        Assert.InRange(time, Delay / 2, Delay);
        Assert.Equal(0, to.Available);

        over.SetResult();
        byte[] received = new byte[sent.Length];
        await to.GetStream().ReadExactlyAsync(received, Stop);
        Assert.Equal(sent, received);
    }
}
