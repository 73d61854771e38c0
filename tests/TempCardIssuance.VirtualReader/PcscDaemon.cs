using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Win32.SafeHandles;

namespace TempCardIssuance.VirtualReader;

/// <summary>A pcscd of our own with virtual readers; it ends when this is disposed of.</summary>
/// <remarks>
/// pcscd 1.9.9 has its socket at a fixed place, unless the service manager hands it one (sd_listen_fds). So does this
/// class: several can run on one machine, and none disturbs, or is seen by, the pcscd of the system. Its clients find
/// it by PCSCLITE_CSOCK_NAME.
/// </remarks>
public sealed class PcscDaemon : IDisposable
{
    /// <summary>The variable that tells libpcsclite where its pcscd is.</summary>
    public const string SocketVariable = "PCSCLITE_CSOCK_NAME";

    /// <summary>What readers are called unless somebody wants another name.</summary>
    public const string UsualName = "Virtual PCD";

    private const string Daemon = "/usr/sbin/pcscd";
    private const string Driver = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
    private const string RunDirectory = "/run/pcscd";

    /// <summary>pcscd takes what listens at descriptor 3 if LISTEN_PID is its own.</summary>
    private const string Script =
        """
        exec 3<&"$1"
        export LISTEN_PID=$$ LISTEN_FDS=1
        exec "$2" --foreground --auto-exit --config "$3" >"$4" 2>&1
        """;

    private static readonly string WorkDirectory =
        Path.Combine(Path.GetTempPath(), "tempcard-pcscd-" + Path.GetRandomFileName());

    private readonly Process _process;
    private readonly Socket _keepAlive = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

    /// <summary>pcscd ends by itself a minute after its last client, so also if this process is killed.</summary>
    private PcscDaemon(Process process, IReadOnlyList<VirtualSlot> slots)
    {
        (_process, Slots) = (process, slots);
        _keepAlive.Connect(new UnixDomainSocketEndPoint(SocketPath));
    }

    /// <summary>Why pcscd with vpcd can't be used here; null if it can.</summary>
    public static string? Missing =>
        !OperatingSystem.IsLinux() ? "vpcd is used on Linux only"
        : !File.Exists(Daemon) ? "pcscd is not installed (Debian package pcscd)"
        : !File.Exists(Driver) ? "vpcd is not installed (Debian package vsmartcard-vpcd)"
        : !Directory.Exists(RunDirectory) && !string.Equals(Environment.UserName, "root", StringComparison.Ordinal)
            ? $"pcscd can't make {RunDirectory}; run as root"
        : null;

    /// <summary>Where pcscd is found; the same as long as this process lives.</summary>
    public static string SocketPath => Path.Combine(WorkDirectory, "pcscd.comm");

    /// <summary>The slots, each a reader of its own in PC/SC; empty at first.</summary>
    public IReadOnlyList<VirtualSlot> Slots { get; }

    /// <summary>
    /// Makes this process and its children look for pcscd where ours will be. libpcsclite reads the variable once,
    /// so before its first use.
    /// </summary>
    public static void DivertClients()
    {
        Environment.SetEnvironmentVariable(SocketVariable, SocketPath);
        if (OperatingSystem.IsLinux())
            Libc.SetEnv(SocketVariable, SocketPath, overwrite: 1);
    }

    /// <summary>
    /// Starts pcscd with this many empty readers; a client may connect at once, and waits until it is up.
    /// </summary>
    /// <param name="readers">How many.</param>
    /// <param name="name">What their names begin with: some tools look for cards by that alone.</param>
    public static PcscDaemon Start(int readers, string name = UsualName)
    {
        List<VirtualSlot> slots = WriteConfiguration(readers, name);
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);

        // .NET deletes the file that it bound when the socket is disposed of here, so it gets its name afterwards.
        string boundPath = SocketPath + ".new";
        listener.Bind(new UnixDomainSocketEndPoint(boundPath));
        listener.Listen();
        File.Move(boundPath, SocketPath);

        // A duplicate outlives exec; the socket itself is close-on-exec.
        using var inherited = new SafeFileHandle(Libc.Dup((int)listener.Handle), ownsHandle: true);
        string descriptor = inherited.DangerousGetHandle().ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(
            "bash", ["-c", Script, "bash", descriptor, Daemon, ConfigurationPath, LogPath]);
        return new PcscDaemon(process, slots);
    }

    /// <summary>What pcscd wrote, for the message of a test that failed.</summary>
    public static string ReadLog() => File.Exists(LogPath) ? File.ReadAllText(LogPath) : "";

    public void Dispose()
    {
        foreach (VirtualSlot slot in Slots)
            slot.Dispose();
        bool asked = Libc.Kill(_process.Id, Libc.SigTerm) == 0;
        if (!asked || !_process.WaitForExit(TimeSpan.FromSeconds(10)))
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        _keepAlive.Dispose();
        Directory.Delete(WorkDirectory, recursive: true);
    }

    /// <summary>A file in its folder, which goes with it.</summary>
    public static string FileNamed(string name) => Path.Combine(WorkDirectory, name);

    private static string ConfigurationPath => Path.Combine(WorkDirectory, "reader.conf.d");

    private static string LogPath => Path.Combine(WorkDirectory, "pcscd.log");

    /// <summary>
    /// Each entry gives two slots, at a port and the next one. The driver keeps its slots in static variables, so
    /// each entry needs a copy of its own.
    /// </summary>
    private static List<VirtualSlot> WriteConfiguration(int readers, string namesBegin)
    {
        Directory.CreateDirectory(ConfigurationPath);
        foreach (string old in Directory.GetFiles(ConfigurationPath))
            File.Delete(old);
        var slots = new List<VirtualSlot>();
        for (int entry = 0; slots.Count < readers; entry++)
        {
            int port = FreePorts.TakePair();
            string driver = Path.Combine(WorkDirectory, string.Create(CultureInfo.InvariantCulture, $"vpcd{entry}.so"));
            File.Copy(Driver, driver, overwrite: true);
            string name = string.Create(CultureInfo.InvariantCulture, $"{namesBegin} {entry}");
            File.WriteAllText(
                Path.Combine(ConfigurationPath, string.Create(CultureInfo.InvariantCulture, $"vpcd{entry}")),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"""
                    FRIENDLYNAME "{name}"
                    DEVICENAME /dev/null:{port}
                    LIBPATH {driver}
                    CHANNELID {port}

                    """));

            // pcscd adds the number of the reader, among those of one name, and of the slot.
            slots.Add(new VirtualSlot(name + " 00 00", port));
            slots.Add(new VirtualSlot(name + " 00 01", port + 1));
        }

        return slots;
    }
}
