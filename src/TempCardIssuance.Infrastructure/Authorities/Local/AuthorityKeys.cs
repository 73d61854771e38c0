using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>The keys of an authority: the newest issues, those before it sign their lists as long as need be.</summary>
internal sealed class AuthorityKeys(LocalAuthoritySettings options, AuthorityFiles files) : IDisposable
{
    private readonly SortedDictionary<int, AuthorityIdentity> _open = [];

    /// <summary>The newest key; null: it is not open yet.</summary>
    public AuthorityIdentity? Newest
    {
        get
        {
            lock (_open)
                return _open.GetValueOrDefault(files.Newest.Key);
        }
    }

    /// <summary>Reads the files; makes them where there are none. For the holder of the lock.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>, <see cref="ErrorIds.AuthorityIncomplete"/>,
    /// <see cref="ErrorIds.AuthorityNotInstalled"/>, <see cref="ErrorIds.AuthorityUnfit"/>;
    /// <see cref="ErrorIds.SecretMissing"/>.
    /// </exception>
    public AuthorityIdentity OpenOrCreate(DateTimeOffset now)
    {
        if (Newest is { } open)
            return open;
        KeyFiles newest = files.Newest;
        if (files.AreThere())
            return Get(newest.Key);
        using SecretBytes password = options.Password.Resolve();
        return Keep(AuthorityIdentity.Create(options, newest, password, now));
    }

    /// <summary>One that is there.</summary>
    public AuthorityIdentity Get(int key)
    {
        lock (_open)
        {
            if (_open.TryGetValue(key, out AuthorityIdentity? open))
                return open;
        }

        KeyFiles own = files.Of(key);
        if (!File.Exists(own.PrivateKey))
        {
            throw AuthorityErrors.Incomplete(
                options.Name, options.Path, Path.GetFileName(own.PrivateKey), "its certificate is there");
        }

        using SecretBytes password = options.Password.Resolve();
        return Keep(AuthorityIdentity.Open(options, own, password));
    }

    /// <summary>Which key has signed something; null: none of them.</summary>
    public int? FindSigner(byte[] signed)
    {
        for (int key = files.Newest.Key; key > 0; key--)
        {
            using X509Certificate2 certificate = AuthorityIdentity.LoadCertificate(options.Name, files.Of(key));
            if (Signatures.IsBy(certificate, signed))
                return key;
        }

        return null;
    }

    /// <summary>
    /// The identifiers of the keys before the newest one, as far back as each has signed a certificate for the next.
    /// </summary>
    public static IReadOnlyList<string> Succession(string name, AuthorityFiles files, X509Certificate2 newest)
    {
        var found = new List<string>();
        byte[] next = newest.PublicKey.ExportSubjectPublicKeyInfo();
        for (int key = files.Newest.Key; key > 1 && File.Exists(files.Of(key).Link); key--)
        {
            using X509Certificate2 link = X509CertificateLoader.LoadCertificateFromFile(files.Of(key).Link);
            using X509Certificate2 before = AuthorityIdentity.LoadCertificate(name, files.Of(key - 1));
            if (!link.PublicKey.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(next)
                || !Signatures.IsBy(before, link.RawData))
            {
                break;
            }

            found.Add(KeyIdentifiers.Of(before));
            next = before.PublicKey.ExportSubjectPublicKeyInfo();
        }

        return found;
    }

    public void Dispose()
    {
        lock (_open)
        {
            foreach (AuthorityIdentity identity in _open.Values)
                identity.Dispose();
            _open.Clear();
        }
    }

    private AuthorityIdentity Keep(AuthorityIdentity identity)
    {
        lock (_open)
            _open[identity.Key] = identity;
        return identity;
    }
}
