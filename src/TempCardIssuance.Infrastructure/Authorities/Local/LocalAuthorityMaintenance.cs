using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Infrastructure.Files;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Has the keys of a local authority certified, and takes the next one into use.</summary>
internal sealed class LocalAuthorityMaintenance(LocalAuthoritySettings options, TimeProvider clock)
    : IAuthorityMaintenance
{
    private readonly AuthorityFiles _files = new(options);

    public Task<AuthorityRequest> PlanRequestAsync(
        AuthorityRequestOptions wanted, CancellationToken cancellationToken) =>
        TryAsync(() =>
        {
            using X509Certificate2? current = Current();
            Check(current, wanted);
            bool isNew = IsForNewKey(current, wanted);
            string key = isNew
                ? (Waiting() is { } waiting ? NameOf(waiting) : null) ?? KeySpec.Of(options.Key).Name
                : NameOf(current!.PublicKey);
            return Task.FromResult(new AuthorityRequest(
                options.Name, current?.Subject ?? options.Subject, key, isNew, wanted.SelfSigned));
        });

    public Task<AuthorityRequest> RequestAsync(AuthorityRequestOptions wanted, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            using IDisposable held = await _files.LockAsync(cancellationToken);
            using X509Certificate2? current = Current();
            Check(current, wanted);
            bool isNew = IsForNewKey(current, wanted);
            using SecretBytes password = options.Password.Resolve();
            using AsymmetricAlgorithm key = isNew
                ? OpenOrMakeNext(password)
                : Import(_files.Newest.PrivateKey, password, current!.PublicKey);
            X500DistinguishedName subject = current?.SubjectName ?? new X500DistinguishedName(options.Subject);
            string pem = isNew && wanted.SelfSigned && GivenOut() is { } before
                ? before
                : Certify(subject, key, wanted.SelfSigned);
            if (isNew)
                PrivateFile.Replace(_files.NextRequest, Encoding.ASCII.GetBytes(pem), forAll: true);
            return new AuthorityRequest(
                options.Name,
                subject.Name,
                NameOf(PublicKey.CreateFromSubjectPublicKeyInfo(key.ExportSubjectPublicKeyInfo(), out _)),
                isNew,
                wanted.SelfSigned)
            {
                Pem = pem,
            };
        });

    public Task<AuthorityInstallation> PlanInstallAsync(byte[] certificates, CancellationToken cancellationToken) =>
        TryAsync(() =>
        {
            using X509Certificate2? current = Current();
            return Task.FromResult(Candidate(certificates, current).Describe(options.Name));
        });

    public Task<AuthorityInstallation> InstallAsync(byte[] certificates, CancellationToken cancellationToken) =>
        TryAsync(async () =>
        {
            using IDisposable held = await _files.LockAsync(cancellationToken);
            using X509Certificate2? current = Current();
            CertificateCandidate candidate = Candidate(certificates, current);
            if (candidate.IsNewKey)
                InstallNext(candidate);
            else
                Put(_files.Newest, candidate);
            return candidate.Describe(options.Name);
        });

    /// <summary>Null: none is there yet.</summary>
    private X509Certificate2? Current() =>
        _files.CountKeys() > 0 ? AuthorityIdentity.LoadCertificate(options.Name, _files.Newest) : null;

    private void Check(X509Certificate2? current, AuthorityRequestOptions wanted)
    {
        if (current is not null)
            return;
        if (!options.IsExternal)
            throw Refuse("makes itself when it is first used", Remedy.Of("Set its issuer to external, or use it."));
        if (wanted.SelfSigned)
        {
            throw Refuse(
                "waits for a certificate of an authority above it (issuer: external)",
                Remedy.Of("Set its issuer to self."));
        }

        // Nothing is made over what is left of one.
        if (!File.Exists(_files.NextKey))
            RequireNothing();
    }

    private void RequireNothing()
    {
        try
        {
            _files.AreThere();
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.AuthorityNotInstalled)
        {
            // As it should be.
        }
    }

    private static bool IsForNewKey(X509Certificate2? current, AuthorityRequestOptions wanted) =>
        current is null || wanted.Next;

    private CertificateCandidate Candidate(byte[] certificates, X509Certificate2? current) =>
        CertificateCandidate.Find(certificates, current, Waiting(), clock.GetUtcNow());

    /// <summary>Ended anywhere in between, it can be done once more: the certificate comes last.</summary>
    private void InstallNext(CertificateCandidate candidate)
    {
        KeyFiles files = _files.Of(_files.CountKeys() + 1);
        using SecretBytes password = options.Password.Resolve();
        Import(_files.NextKey, password, candidate.Certificate.PublicKey).Dispose();
        PrivateFile.Replace(files.PrivateKey, File.ReadAllBytes(_files.NextKey), forAll: false);
        if (files.Key > 1)
        {
            using var before = AuthorityIdentity.Open(options, _files.Of(files.Key - 1), password);
            using X509Certificate2 link = AuthorityCertificates.Link(before, candidate.Certificate);
            PrivateFile.Replace(files.Link, AuthorityCertificates.Pem(link), forAll: true);
        }

        Put(files, candidate);
        File.Delete(_files.NextKey);
        File.Delete(_files.NextRequest);
    }

    private static void Put(KeyFiles files, CertificateCandidate candidate)
    {
        byte[] issuers = [.. candidate.Issuers.SelectMany(AuthorityCertificates.Pem)];
        if (issuers.Length > 0)
            PrivateFile.Replace(files.Issuers, issuers, forAll: true);
        PrivateFile.Replace(files.Certificate, AuthorityCertificates.Pem(candidate.Certificate), forAll: true);
    }

    /// <summary>A key of which nothing was given out is of no use to anybody.</summary>
    private AsymmetricAlgorithm OpenOrMakeNext(SecretBytes password)
    {
        if (Waiting() is { } waiting)
            return Import(_files.NextKey, password, waiting);
        AsymmetricAlgorithm key = SigningKeys.Make(options.Key);
        PrivateFile.Replace(_files.NextKey, Encoding.ASCII.GetBytes(SigningKeys.Export(key, password)), forAll: false);
        return key;
    }

    /// <summary>The public key that waits for its certificate; null: none does.</summary>
    private PublicKey? Waiting()
    {
        if (!File.Exists(_files.NextKey) || !File.Exists(_files.NextRequest))
            return null;
        if (GivenOut() is { } pem)
        {
            using var certificate = X509Certificate2.CreateFromPem(pem);
            return certificate.PublicKey;
        }

        return CertificateRequest.LoadSigningRequestPem(
            File.ReadAllText(_files.NextRequest),
            HashAlgorithmName.SHA256,
            CertificateRequestLoadOptions.SkipSignatureValidation).PublicKey;
    }

    /// <summary>The certificate that the waiting key has signed itself; null: there is a request, or nothing.</summary>
    private string? GivenOut() => File.Exists(_files.NextRequest)
        && File.ReadAllText(_files.NextRequest) is var pem
        && pem.Contains("BEGIN CERTIFICATE-", StringComparison.Ordinal) ? pem : null;

    private string Certify(X500DistinguishedName subject, AsymmetricAlgorithm key, bool selfSigned)
    {
        if (!selfSigned)
            return AuthorityCertificates.Request(subject, key).CreateSigningRequestPem() + "\n";
        using X509Certificate2 certificate = AuthorityCertificates.SelfSigned(subject, key, clock.GetUtcNow());
        return certificate.ExportCertificatePem() + "\n";
    }

    private AsymmetricAlgorithm Import(string file, SecretBytes password, PublicKey of)
    {
        try
        {
            return SigningKeys.Import(File.ReadAllText(file), password, of);
        }
        catch (CryptographicException e)
        {
            throw AuthorityIdentity.NotOpened(options, e);
        }
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw AuthorityJournal.NotReady(options, e);
        }
    }

    private static string NameOf(PublicKey key) => KeySpec.Of(key)?.Name ?? key.Oid.FriendlyName ?? key.Oid.Value!;

    private TempCardException Refuse(string why, Remedy remedy) => new(
        ErrorIds.AuthorityRequestRefused,
        ErrorKind.InvalidState,
        $"No certificate is asked for: the authority '{options.Name}' {why}.",
        remedy,
        options.Name);
}
