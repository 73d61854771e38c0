using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// Orders the certificates of one production and records each before the driver gets it. Knows at any time which
/// orders have no answer on record, so that none is forgotten when the production fails.
/// </summary>
internal sealed class CertificateDesk(
    IssuanceContext context,
    BatchJob job,
    CardProduction production,
    TemporaryCard card,
    IReadOnlyDictionary<string, string> values)
{
    private readonly Lock _lock = new();
    private readonly List<Task> _orders = [];
    private readonly List<string> _unanswered = [];
    private readonly List<CardCertificate> _issued = [];

    /// <summary>The authority that could not issue, or would not; null: none.</summary>
    public AuthorityTrouble? Trouble { get; private set; }

    /// <summary>The certificates that are on record, by slot.</summary>
    public IReadOnlyList<CardCertificate> Issued
    {
        get
        {
            lock (_lock)
                return [.. _issued.OrderBy(c => c.Slot, StringComparer.OrdinalIgnoreCase)];
        }
    }

    /// <summary>
    /// The <see cref="CertificateIssuer"/> of this production; the authority works on another thread.
    /// </summary>
    public Task<byte[]> IssueAsync(
        CertificateProfile profile, KeyToCertify key, CancellationToken cancellationToken)
    {
        Task<byte[]> order = Task.Run(() => OrderAsync(profile, key, cancellationToken), CancellationToken.None);
        lock (_lock)
            _orders.Add(order);
        return order;
    }

    /// <summary>
    /// Waits for all orders to end; gives the authorities that may have issued what is not on record.
    /// </summary>
    public async Task<IReadOnlyList<string>> CloseAsync()
    {
        Task[] orders;
        lock (_lock)
            orders = [.. _orders];
        await Task.WhenAll(orders).ContinueWith(_ => { }, TaskScheduler.Default);
        lock (_lock)
            return [.. _unanswered.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    private async Task<byte[]> OrderAsync(
        CertificateProfile profile, KeyToCertify key, CancellationToken cancellationToken)
    {
        ICertificateAuthority authority = context.Authorities.Get(profile.Authority);
        await job.Lease.RequireAsync();
        lock (_lock)
            _unanswered.Add(profile.Authority);
        StoreMark mark = await context.Store.GetMarkAsync(CancellationToken.None);
        (IssuedCertificate issued, CardCertificate record) = await IssueAsync(
            authority, Order(profile, key) with { Store = mark }, cancellationToken);
        // Also where the lease was lost meanwhile: what nobody knows of can't be revoked.
        await context.Store.ApplyAsync(
            new ChangeSet(
                [new RecordCertificate(record)],
                [
                    .. Attested(profile, key.Attestation),
                    Event(AuditKinds.CertificateIssued, $"{profile.Name} {record.SerialNumber}"),
                ]),
            CancellationToken.None);
        lock (_lock)
        {
            _unanswered.Remove(profile.Authority);
            _issued.Add(record);
        }

        return issued.RawData;
    }

    private async Task<(IssuedCertificate Issued, CardCertificate Record)> IssueAsync(
        ICertificateAuthority authority, CertificateOrder order, CancellationToken cancellationToken)
    {
        try
        {
            IssuedCertificate issued = await IssueInOrderAsync(authority, order, cancellationToken);
            return (issued, CertificateRecord.Of(production, authority.Name, order.Profile.Slot, issued));
        }
        catch (Exception e) when (e is not OperationCanceledException
            and not TempCardException
            {
                ErrorId: ErrorIds.StoreNotReady or ErrorIds.StoreBusy,
            })
        {
            Trouble = new AuthorityTrouble(order.Profile.Authority, IssuanceErrors.From(e));
            throw;
        }
    }

    /// <summary>
    /// Where another process of the same store was faster, the authority was shown a later state of it than this order
    /// has: then that is in the trail, and the newest state is shown.
    /// </summary>
    private async Task<IssuedCertificate> IssueInOrderAsync(
        ICertificateAuthority authority, CertificateOrder order, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await authority.IssueAsync(order, cancellationToken);
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.StoreWentBack)
            {
                AuthorityStatus status = await authority.GetStatusAsync(order.Store!.StoreId, CancellationToken.None);
                if (status.Store is not { } shown
                    || !await context.Store.HasAuditAsync(shown.Head, CancellationToken.None))
                {
                    throw;
                }
            }

            order = order with { Store = await context.Store.GetMarkAsync(CancellationToken.None) };
        }
    }

    private IEnumerable<AuditEvent> Attested(CertificateProfile profile, KeyAttestation? proof) => proof is null
        ? []
        :
        [
            Event(
                AuditKinds.KeyAttested,
                $"{profile.Name} {profile.Slot} {Convert.ToBase64String(proof.Statement.Span)} "
                    + Convert.ToBase64String(proof.Signer.Span)),
        ];

    private AuditEvent Event(string kind, string detail) => context.Actor.Event(
        kind, card.CardNumber, production.BatchId, production.Id, production.Station, detail: detail);

    private CertificateOrder Order(CertificateProfile profile, KeyToCertify key) => new()
    {
        ProductionId = production.Id,
        CardNumber = card.CardNumber,
        Profile = profile,
        Request = key.Request,
        PublicKey = key.PublicKey,
        Attestation = key.Attestation,
        Subject = TextTemplate.FillName(profile.Subject, values),
        NotBefore = production.StartedAt,
        NotAfter = profile.ValidityDays is { } days
            ? job.Calendar.EndOfDay(production.StartedAt, days, card.Site)
            : production.ValidUntil!.Value,
        Upn = values.GetValueOrDefault("upn"),
        Sid = values.GetValueOrDefault("sid"),
    };
}
