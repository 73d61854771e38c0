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
/// <param name="context">What making cards takes.</param>
/// <param name="job">The batch.</param>
/// <param name="production">What the certificates are for.</param>
/// <param name="card">Its card.</param>
/// <param name="want">Tells what somebody has to do so that it can go on.</param>
/// <param name="stop">Ends the wait for an answer that comes later.</param>
internal sealed class CertificateDesk(
    IssuanceContext context,
    BatchJob job,
    CardProduction production,
    TemporaryCard card,
    Action<string> want,
    CancellationToken stop)
{
    private readonly Lock _lock = new();
    private readonly List<Task> _orders = [];
    private readonly List<(string Authority, string Profile)> _unanswered = [];
    private readonly List<(string Authority, ICertificateConfirmation Confirmation)> _unconfirmed = [];
    private readonly PendingOrders _pending = new(context, want, stop);
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
        ChipCertificate wanted, KeyToCertify key, CancellationToken cancellationToken)
    {
        Task<byte[]> order = Task.Run(() => OrderAsync(wanted, key, cancellationToken), CancellationToken.None);
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
            return [.. _unanswered.Select(u => u.Authority).Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Tells the authorities that their certificates are on the card and on record.</summary>
    /// <exception cref="TempCardException">One does not take it; the card can't be used then.</exception>
    public async Task AcceptAsync()
    {
        foreach ((string authority, ICertificateConfirmation confirmation) in Unconfirmed())
        {
            await job.Lease.RequireAsync();
            try
            {
                await confirmation.AcceptAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Trouble = new AuthorityTrouble(authority, IssuanceErrors.From(e));
                throw;
            }

            Confirm(confirmation);
        }
    }

    /// <summary>
    /// Tells the authorities that their certificates will not be used; they are revoked besides, so that it is no error
    /// where one does not hear it.
    /// </summary>
    public async Task RejectAsync()
    {
        foreach ((_, ICertificateConfirmation confirmation) in Unconfirmed())
        {
            try
            {
                await confirmation.RejectAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The revocation of what is on record says it, if it can't be revoked either.
            }

            Confirm(confirmation);
        }
    }

    private IReadOnlyList<(string Authority, ICertificateConfirmation Confirmation)> Unconfirmed()
    {
        lock (_lock)
            return [.. _unconfirmed];
    }

    private void Confirm(ICertificateConfirmation confirmation)
    {
        lock (_lock)
            _unconfirmed.RemoveAll(u => ReferenceEquals(u.Confirmation, confirmation));
    }

    private async Task<byte[]> OrderAsync(
        ChipCertificate wanted, KeyToCertify key, CancellationToken cancellationToken)
    {
        CertificateProfile profile = wanted.Profile;
        await job.Lease.RequireAsync();
        ICertificateAuthority authority = context.Authorities.Get(profile.Authority);
        Ask(profile);
        StoreMark mark = await context.Store.GetMarkAsync(CancellationToken.None);
        CertificateOrder order = Order(wanted, key) with { Store = mark };
        try
        {
            IssuedCertificate issued = await IssueAsync(authority, order, cancellationToken);
            await RecordAsync(authority, order, issued);
            if (OrderedCertificate.Difference(order, issued.RawData, context.Now) is { } difference)
                throw CertificateErrors.NotAsOrdered(authority.Name, order, difference);
            return issued.RawData;
        }
        catch (Exception e) when (IsOfAuthority(e))
        {
            TempCardException error = IssuanceErrors.From(e);
            if (error.ErrorId is ErrorIds.CertificateRefused or ErrorIds.AuthorityNotSent
                || _pending.IsTakenBack(profile.Name))
            {
                Answer(profile);
            }

            Trouble = new AuthorityTrouble(profile.Authority, error);
            throw;
        }
    }

    /// <summary>Also where the lease was lost meanwhile: what nobody knows of can't be revoked.</summary>
    /// <exception cref="TempCardException">
    /// It is somebody else's certificate: that is not put on record, for nobody may revoke it for this.
    /// </exception>
    private async Task RecordAsync(ICertificateAuthority authority, CertificateOrder order, IssuedCertificate issued)
    {
        if (issued.Confirmation is { } confirmation)
        {
            lock (_lock)
                _unconfirmed.Add((order.Profile.Authority, confirmation));
        }

        if (!OrderedCertificate.IsReadable(issued.RawData))
            throw CertificateErrors.Unreadable(authority.Name);
        if (OrderedCertificate.Foreign(order, issued.RawData) is { } foreign)
            throw CertificateErrors.NotAsOrdered(authority.Name, order, foreign);
        CardCertificate record = CertificateRecord.Of(production, authority.Name, order.Profile.Slot, issued) with
        {
            Attestation = order.Attestation?.ToPem(),
        };
        string told = string.Concat(
            OrderedCertificate.Told(order, issued.RawData).Select(difference => $"; {difference}"));
        await context.Store.ApplyAsync(
            new ChangeSet(
                [
                    new RecordCertificate(record),
                    .. _pending.Answered(production.Id, authority.Name, order.Profile.Name),
                ],
                [
                    .. Attested(order.Profile, order.Attestation),
                    Event(AuditKinds.CertificateIssued, $"{order.Profile.Name} {record.SerialNumber}{told}"),
                ]),
            CancellationToken.None);
        Answer(order.Profile);
        lock (_lock)
            _issued.Add(record);
    }

    private void Ask(CertificateProfile profile)
    {
        lock (_lock)
            _unanswered.Add((profile.Authority, profile.Name));
    }

    private void Answer(CertificateProfile profile)
    {
        lock (_lock)
            _unanswered.Remove((profile.Authority, profile.Name));
    }

    private static bool IsOfAuthority(Exception error) => error is not OperationCanceledException
        and not TempCardException
        {
            ErrorId: ErrorIds.StoreNotReady or ErrorIds.StoreBusy or ErrorIds.StoreConflict or ErrorIds.LeaseLost,
        };

    private async Task<IssuedCertificate> IssueAsync(
        ICertificateAuthority authority, CertificateOrder order, CancellationToken cancellationToken)
    {
        CertificateAnswer answer = await IssueInOrderAsync(authority, order, cancellationToken);
        return answer as IssuedCertificate
            ?? await _pending.WaitAsync(authority, order, (PendingCertificate)answer, production);
    }

    /// <summary>
    /// Where another process of the same store was faster, the authority was shown a later state of it than this order
    /// has: then that is in the trail, and the newest state is shown.
    /// </summary>
    private async Task<CertificateAnswer> IssueInOrderAsync(
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
                $"{profile.Name} {profile.Slot} sha256 {proof.Hash}"),
        ];

    private AuditEvent Event(string kind, string detail) => context.Actor.Event(
        kind, card.CardNumber, production.BatchId, production.Id, production.Station, detail: detail);

    private CertificateOrder Order(ChipCertificate wanted, KeyToCertify key) => new()
    {
        ProductionId = production.Id,
        CardNumber = card.CardNumber,
        Profile = wanted.Profile,
        Request = key.Request,
        PublicKey = key.PublicKey,
        Attestation = key.Attestation,
        Subject = wanted.Subject,
        Extensions = wanted.Extensions,
        NotBefore = wanted.Profile.StartDays is { } start
            ? job.Calendar.StartOfDay(production.StartedAt, start, card.Site)
            : production.StartedAt - wanted.Profile.Backdating,
        NotAfter = wanted.Profile.ValidityDays is { } days
            ? job.Calendar.EndOfDay(production.StartedAt, days, card.Site)
            : production.ValidUntil!.Value,
    };
}
