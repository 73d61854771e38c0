using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.PowerShell.Sessions;

/// <summary>
/// The sessions of one runspace, by configuration. Runspaces share nothing, so that jobs and ForEach-Object -Parallel
/// can't get in each other's way.
/// </summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> All = [];

    private readonly Lock _gate = new();
    private readonly Dictionary<(string File, string? Operator), Entry> _open = [];

    /// <summary>
    /// Sessions whose file has changed since. A cmdlet further up the pipeline may still work with one, so they are
    /// closed with the others.
    /// </summary>
    private readonly List<IssuanceSession> _outdated = [];

    /// <summary>The configuration that counts where none is named; null: environment and user folder say.</summary>
    public string? Connected { get; private set; }

    public static RunspaceSessions Current => All.GetValue(Runspace.DefaultRunspace, Watch);

    /// <summary>The session for a configuration; the same one until the file changes.</summary>
    /// <param name="path">Full path; null: the one connected to, else what environment and user folder say.</param>
    /// <param name="operatorName">Who works; null: the user of the process.</param>
    public IssuanceSession Get(string? path, string? operatorName)
    {
        string file = ConfigurationFile.Find(path ?? Connected);
        (string File, string? Operator) key = (file, operatorName);
        lock (_gate)
        {
            if (_open.TryGetValue(key, out Entry? entry))
            {
                if (entry.Stamp == Stamp(file))
                    return entry.Session;
                _outdated.Add(entry.Session);
                _open.Remove(key);
            }

            entry = Open(key);
            _open.Add(key, entry);
            return entry.Session;
        }
    }

    /// <summary>
    /// Opens a configuration anew and makes it the one that counts where none is named. If that does not work,
    /// everything stays as it was.
    /// </summary>
    public IssuanceSession Connect(string? path, string? operatorName)
    {
        (string File, string? Operator) key = (ConfigurationFile.Find(path), operatorName);
        lock (_gate)
        {
            Entry entry = Open(key);
            Close();
            _open.Add(key, entry);
            Connected = entry.Session.ConfigurationPath;
            return entry.Session;
        }
    }

    /// <summary>Closes the sessions of this runspace; another one may be in the middle of a batch.</summary>
    public static void CloseCurrent()
    {
        if (All.TryGetValue(Runspace.DefaultRunspace, out RunspaceSessions? sessions))
            sessions.Close();
        All.Remove(Runspace.DefaultRunspace);
    }

    private static Entry Open((string File, string? Operator) key)
    {
        // Taken before the file is read: a change in between must not go unseen.
        (DateTime Written, long Length) stamp = Stamp(key.File);
        return new Entry(IssuanceSession.Open(key.File, operatorName: key.Operator), stamp);
    }

    private static (DateTime Written, long Length) Stamp(string file) =>
        (File.GetLastWriteTimeUtc(file), new FileInfo(file).Length);

    private static RunspaceSessions Watch(Runspace runspace)
    {
        var sessions = new RunspaceSessions();
        runspace.StateChanged += (_, e) =>
        {
            if (e.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
                sessions.Close();
        };
        return sessions;
    }

    private void Close()
    {
        lock (_gate)
        {
            foreach (IssuanceSession session in _open.Values.Select(e => e.Session).Concat(_outdated))
                session.DisposeAsync().AsTask().GetAwaiter().GetResult();
            _open.Clear();
            _outdated.Clear();
        }
    }

    private sealed record Entry(IssuanceSession Session, (DateTime Written, long Length) Stamp);
}
