using System.Runtime.Versioning;
using System.ServiceProcess;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Hosting.WindowsServices;
using Microsoft.Extensions.Logging;
using TempCardIssuance.Cli.Output;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>
/// A command that the system started as a service, such as <c>tempcard station run</c>: tells systemd that it is there
/// (sd_notify(3), Type=notify), answers the service control manager of Windows, and ends when either says so.
/// </summary>
internal static class ServiceHost
{
    private const string Name = "tempcard";

    /// <summary>Whether the system started this process as a service.</summary>
    /// <remarks>What is asked first costs nothing: a command must not pay for what it is not.</remarks>
    public static bool IsService =>
        OperatingSystem.IsWindows()
            ? !Environment.UserInteractive && WindowsServiceHelpers.IsWindowsService()
            : Environment.GetEnvironmentVariable("NOTIFY_SOCKET") is not null && SystemdHelpers.IsSystemdService();

    /// <summary>Runs a command; the card in hand is finished before the service ends, however long that takes.</summary>
    /// <param name="terminal">Of the process.</param>
    /// <param name="command">What runs with its terminal until it is to stop, and gives an exit code.</param>
    /// <param name="stop">The process is to end.</param>
    public static async Task<int> RunAsync(
        Terminal terminal, Func<Terminal, CancellationToken, Task<int>> command, CancellationToken stop)
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = Name,
        });
        builder.Services.AddSystemd();
        builder.Services.AddWindowsService(service => service.ServiceName = Name);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = Timeout.InfiniteTimeSpan);
        using IHost host = builder.Build();
        await host.StartAsync(CancellationToken.None);
        IHostApplicationLifetime lifetime = host.Services.GetRequiredService<IHostApplicationLifetime>();
        using var either = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping, stop);
        // A service of Windows has no console: what it would say there goes to the event log.
        Terminal shown = OperatingSystem.IsWindows() ? WithLog(terminal, host) : terminal;
        int code = await command(shown, either.Token);
        if (OperatingSystem.IsWindows())
            Tell(host, code);
        await host.StopAsync(CancellationToken.None);
        return code;
    }

    private static Terminal WithLog(Terminal terminal, IHost host)
    {
        ILogger log = host.Services.GetRequiredService<ILoggerFactory>().CreateLogger(Name);
        return terminal with { Error = new LogWriter(log) };
    }

    /// <summary>An exit code other than 0 has the service control manager do what is set for failures.</summary>
    [SupportedOSPlatform("windows")]
    private static void Tell(IHost host, int code)
    {
        if (host.Services.GetRequiredService<IHostLifetime>() is ServiceBase service)
            service.ExitCode = code;
    }
}
