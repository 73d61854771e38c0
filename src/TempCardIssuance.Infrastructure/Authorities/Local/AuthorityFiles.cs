using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Authorities.Local.Record;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>The files of a local authority, and the lock that only one process at a time holds.</summary>
internal sealed class AuthorityFiles(LocalAuthoritySettings options)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    /// <summary>More than a certificate with all that belongs to it takes on the disk.</summary>
    private const int Room = 64 * 1024;

    private volatile bool _excludes;

    public string Index { get; } = Path.Combine(options.Path, "index.jsonl");

    /// <summary>The key that waits for its certificate.</summary>
    public string NextKey { get; } = Path.Combine(options.Path, "next.key");

    /// <summary>What was given out for it: a request, or a certificate that it has signed itself.</summary>
    public string NextRequest { get; } = Path.Combine(options.Path, "next.pem");

    /// <summary>What became of the lists where they are published.</summary>
    public string Publication { get; } = Path.Combine(options.Path, "publish.json");

    private string Lock { get; } = Path.Combine(options.Path, "lock");

    private string Probe { get; } = Path.Combine(options.Path, "probe");

    /// <summary>The files of the newest key; those of the first where there is none.</summary>
    public KeyFiles Newest => Of(Math.Max(CountKeys(), 1));

    public KeyFiles Of(int key) => new(options.Path, key);

    /// <summary>How many keys have a certificate; only the last of them issues.</summary>
    public int CountKeys()
    {
        int count = 0;
        while (File.Exists(Of(count + 1).Certificate))
            count++;
        return count;
    }

    /// <summary>Whether there is an authority; false: one can be made, since nothing is there.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityIncomplete"/>: something of it is missing.
    /// <see cref="ErrorIds.AuthorityNotInstalled"/>: it waits for its certificate.
    /// </exception>
    public bool AreThere()
    {
        KeyFiles files = Newest;
        bool hasKey = File.Exists(files.PrivateKey);
        if (File.Exists(files.Certificate))
        {
            return hasKey ? true : throw AuthorityErrors.Incomplete(
                options.Name, options.Path, Path.GetFileName(files.PrivateKey), "its certificate is there");
        }

        bool isUsed = new FileInfo(Index) is { Exists: true, Length: > 0 };
        if (!isUsed && File.Exists(NextKey))
            throw AuthorityErrors.NotInstalled(options.Name, isRequested: true);
        string? rest = hasKey ? "its key is there" : isUsed ? "a record of certificates is there" : null;
        if (rest is not null)
        {
            throw AuthorityErrors.Incomplete(
                options.Name, options.Path, Path.GetFileName(files.Certificate), rest);
        }

        return options.IsExternal ? throw AuthorityErrors.NotInstalled(options.Name, isRequested: false) : false;
    }

    /// <summary>Finds out whether something can be written. For the holder of the lock.</summary>
    /// <exception cref="IOException">It can't, or the disk is full.</exception>
    public void TryWrite()
    {
        try
        {
            PrivateFile.Write(Probe, new byte[Room], overwrite: true);
        }
        finally
        {
            File.Delete(Probe);
        }
    }

    /// <summary>Makes the folder if need be, and waits until no other process works in it.</summary>
    /// <returns>Gives the lock back on disposal; the system does so if the process dies.</returns>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>; <see cref="ErrorIds.AuthorityOpening"/>;
    /// <see cref="ErrorIds.AuthorityNotExclusive"/>.
    /// </exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        // Not for its owner alone: the certificate and the lists in it are for everybody.
        PrivateFile.CreateReadableFolder(options.Path);
        DateTime end = DateTime.UtcNow + options.LockTimeout;
        for (TimeSpan wait = FirstWait; ; wait = wait < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                FileStream held = OpenLock();
                RequireExclusion(held);
                return held;
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (DateTime.UtcNow >= end)
                    throw InUse(e);
            }

            await Task.Delay(wait, cancellationToken);
        }
    }

    private TempCardException InUse(IOException e) => AuthorityIndex.TakenOver(Index) is { } done
        ? new TempCardException(
            ErrorIds.AuthorityOpening,
            ErrorKind.Busy,
            $"Another process reads all of the record of the authority '{options.Name}', and is at {done} %.",
            "Try again when it is through. That happens once, after an older version or a backup, and takes minutes "
            + "where the record is long.",
            options.Name,
            e)
        : new TempCardException(
            ErrorIds.AuthorityNotReady,
            ErrorKind.Busy,
            $"The authority '{options.Name}' has been in use by another process for "
            + $"{options.LockTimeout.TotalSeconds:0} seconds.",
            $"Find out which process holds '{Lock}', and try again.",
            options.Name,
            e);

    private FileStream OpenLock() => PrivateFile.Open(Lock, FileMode.OpenOrCreate, FileShare.None);

    /// <summary>
    /// On file systems without locks the system says that it has locked, and does nothing. Looked at once.
    /// </summary>
    private void RequireExclusion(FileStream held)
    {
        if (_excludes)
            return;
        try
        {
            OpenLock().Dispose();
        }
        catch (IOException e) when (IsHeld(e))
        {
            _excludes = true;
            return;
        }
        catch
        {
            held.Dispose();
            throw;
        }

        held.Dispose();
        throw AuthorityErrors.NotExclusive(options.Name, Lock);
    }

    /// <summary>Tells a lock that somebody holds from a file that can't be opened at all.</summary>
    private static bool IsHeld(IOException e)
    {
        const int sharingViolation = unchecked((int)0x80070020);
        const int wouldBlockOnLinux = 11;
        const int wouldBlockOnMacOS = 35;
        return e.HResult is sharingViolation or wouldBlockOnLinux or wouldBlockOnMacOS;
    }
}
