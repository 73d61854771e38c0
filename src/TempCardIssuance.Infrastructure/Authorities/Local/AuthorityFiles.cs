using TempCardIssuance.Core.Errors;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>The files of a local authority, and the lock that only one process at a time holds.</summary>
internal sealed class AuthorityFiles(LocalAuthoritySettings options)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(100);

    public string Certificate { get; } = Path.Combine(options.Path, "ca.crt");

    public string Key { get; } = Path.Combine(options.Path, "ca.key");

    public string Index { get; } = Path.Combine(options.Path, "index.jsonl");

    public string CrlDer { get; } = Path.Combine(options.Path, "crl.der");

    public string CrlPem { get; } = Path.Combine(options.Path, "crl.pem");

    private string Lock { get; } = Path.Combine(options.Path, "lock");

    /// <summary>Makes the folder if need be, and waits until no other process works in it.</summary>
    /// <returns>Gives the lock back on disposal; the system does so if the process dies.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.AuthorityNotReady"/>.</exception>
    public async Task<IDisposable> LockAsync(CancellationToken cancellationToken)
    {
        // Not for its owner alone: the certificate and the lists in it are for everybody.
        PrivateFile.CreateReadableFolder(options.Path);
        DateTime end = DateTime.UtcNow + options.LockTimeout;
        for (TimeSpan wait = FirstWait; ; wait = wait < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                return PrivateFile.Open(Lock, FileMode.OpenOrCreate, FileShare.None);
            }
            catch (IOException e) when (IsHeld(e))
            {
                if (DateTime.UtcNow >= end)
                {
                    throw new TempCardException(
                        ErrorIds.AuthorityNotReady,
                        ErrorKind.Busy,
                        $"The authority '{options.Name}' has been in use by another process for "
                        + $"{options.LockTimeout.TotalSeconds:0} seconds.",
                        $"Find out which process holds '{Lock}', and try again.",
                        options.Name,
                        e);
                }
            }

            await Task.Delay(wait, cancellationToken);
        }
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
