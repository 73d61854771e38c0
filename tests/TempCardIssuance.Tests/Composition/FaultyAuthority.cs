using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What goes wrong between this product and an authority.</summary>
internal enum AuthorityFault
{
    None,

    /// <summary>Nothing reaches it.</summary>
    OutOfReach,

    /// <summary>It does what it is asked, and its answer is lost.</summary>
    AnswerLost,

    /// <summary>It does what it is asked, and answers what is no certificate.</summary>
    Garbage,

    /// <summary>Its client breaks in a way that nobody foresaw.</summary>
    Broken,

    /// <summary>It refuses whatever it is asked to issue.</summary>
    Refuses,
}

/// <summary>A real authority with a fault that can be switched on and off.</summary>
internal sealed class FaultyAuthority(IAuthorityCatalog inner) : IAuthorityCatalog, ICertificateAuthority
{
    private readonly ICertificateAuthority _authority = inner.Get("local");
    private readonly List<string> _calls = [];
    private CertificateOrder? _order;

    /// <summary>In force from the order with this number on; 0 for revocations and look-ups only.</summary>
    public int FromOrder { get; init; }

    public AuthorityFault Fault { get; set; }

    /// <summary>What it waits for before it issues; null: nothing.</summary>
    public Func<Task>? Slowness { get; init; }

    /// <summary>Whether it says that it can issue although it can't.</summary>
    public bool SaysItCan { get; set; }

    /// <summary>Is told how often it was asked whether it can issue.</summary>
    public Action<int>? Checked { get; set; }

    /// <summary>Gives what it says that its record is, the n-th time that it is asked; null: what it is.</summary>
    public Func<int, AuthorityRecord, AuthorityRecord>? Recorded { get; init; }

    public string Name => _authority.Name;

    public bool TakesPublicKeys { get; init; } = true;

    /// <summary>Whether it finds what it has issued.</summary>
    public bool Finds { get; init; } = true;

    /// <summary>How long a card waits for what it answers later.</summary>
    public TimeSpan PendingTime { get; init; }

    /// <summary>How often it answers that it will answer later, before it issues.</summary>
    public int Later { get; set; }

    /// <summary>Whether an order can be taken back.</summary>
    public bool Cancels { get; init; }

    /// <summary>Changes what it issues; null: as ordered.</summary>
    public Func<CertificateOrder, CertificateOrder>? Alters { get; init; }

    /// <summary>Changes what it answers; null: what it has issued.</summary>
    public Func<IssuedCertificate, IssuedCertificate>? Answers { get; init; }

    public AuthorityAbilities Abilities => new()
    {
        Finds = Finds,
        Revokes = true,
        TakesPublicKeys = TakesPublicKeys,
        PendingTime = PendingTime,
    };

    /// <summary>Every order, revocation and check, in order.</summary>
    public IReadOnlyList<string> Calls
    {
        get
        {
            lock (_calls)
                return [.. _calls];
        }
    }

    public IReadOnlyList<string> Names => [Name];

    public ICertificateAuthority Get(string name) => this;

    public Task<AuthorityStatus> GetStatusAsync(string storeId, CancellationToken cancellationToken) =>
        _authority.GetStatusAsync(storeId, cancellationToken);

    public Task<IReadOnlyList<byte[]>> GetCertificatesAsync(CancellationToken cancellationToken) =>
        _authority.GetCertificatesAsync(cancellationToken);

    public Task<IReadOnlyList<AuthorityTerm>> CheckAsync(CancellationToken cancellationToken)
    {
        Checked?.Invoke(Call("check"));
        if (!SaysItCan && Calls.Count(c => c == "issue") >= FromOrder)
            FailBefore();
        return _authority.CheckAsync(cancellationToken);
    }

    public async Task<CertificateAnswer> IssueAsync(CertificateOrder order, CancellationToken cancellationToken)
    {
        if (Slowness is not null)
            await Slowness();
        if (Call("issue") < FromOrder)
            return await _authority.IssueAsync(order, cancellationToken);
        if (Fault == AuthorityFault.Refuses)
        {
            throw new TempCardException(
                ErrorIds.CertificateRefused, ErrorKind.InvalidData, "Not this one.", "Ask for another.", Name);
        }

        FailBefore();
        _order = Alters?.Invoke(order) ?? order;
        return await AnswerAsync(cancellationToken);
    }

    public Task<CertificateAnswer> AskAgainAsync(PendingCertificate pending, CancellationToken cancellationToken)
    {
        Call("again");
        FailBefore();
        return AnswerAsync(cancellationToken);
    }

    public Task<bool> CancelAsync(PendingCertificate pending, CancellationToken cancellationToken)
    {
        Call("cancel");
        return Task.FromResult(Cancels);
    }

    public async Task<IReadOnlyList<IssuedCertificate>> FindIssuedAsync(
        string productionId, string storeId, CancellationToken cancellationToken)
    {
        FailBefore();
        IReadOnlyList<IssuedCertificate> found =
            await _authority.FindIssuedAsync(productionId, storeId, cancellationToken);
        FailAfter();
        return Fault == AuthorityFault.Garbage ? [new IssuedCertificate("authentication", [1, 2, 3])] : found;
    }

    public Task<IReadOnlyList<IssuedCertificate>> FindIssuedAfterAsync(
        long place, string storeId, CancellationToken cancellationToken) =>
        _authority.FindIssuedAfterAsync(place, storeId, cancellationToken);

    public async Task<AuthorityRecord?> ReadRecordAsync(string storeId, CancellationToken cancellationToken)
    {
        AuthorityRecord record = (await _authority.ReadRecordAsync(storeId, cancellationToken))!;
        return Recorded is null ? record : Recorded(Call("record"), record);
    }

    public Task RestoreAsync(AuthorityMemory memory, CancellationToken cancellationToken) =>
        _authority.RestoreAsync(memory, cancellationToken);

    public async Task RevokeAsync(RevocationOrder order, CancellationToken cancellationToken)
    {
        Call("revoke");
        FailBefore();
        await _authority.RevokeAsync(order, cancellationToken);
        FailAfter();
    }

    private async Task<CertificateAnswer> AnswerAsync(CancellationToken cancellationToken)
    {
        if (Later-- > 0)
            return new PendingCertificate("R-1") { Profile = _order!.Profile.Name, Order = _order };
        var certificate = (IssuedCertificate)await _authority.IssueAsync(_order!, cancellationToken);
        FailAfter();
        if (Fault == AuthorityFault.Garbage)
            return certificate with { RawData = [1, 2, 3] };
        return Answers?.Invoke(certificate) ?? certificate;
    }

    private int Call(string what)
    {
        lock (_calls)
        {
            _calls.Add(what);
            return _calls.Count(c => c == what);
        }
    }

    private void FailBefore()
    {
        if (Fault == AuthorityFault.OutOfReach)
            throw new TempCardException(ErrorIds.AuthorityNotReady, ErrorKind.Unavailable, "Out of reach.");
        if (Fault == AuthorityFault.Broken)
            throw new InvalidOperationException("Nobody foresaw this.");
    }

    private void FailAfter()
    {
        if (Fault == AuthorityFault.AnswerLost)
            throw new TempCardException(ErrorIds.AuthorityNotReady, ErrorKind.Unavailable, "The answer was lost.");
    }
}
