using TempCardIssuance.Core.Audit;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// Waits for certificates that an authority issues later. What it is waited for is in the store before, so that it is
/// found when nobody waits any more.
/// </summary>
/// <param name="context">What making cards takes.</param>
/// <param name="want">Tells what somebody has to do so that it can go on.</param>
/// <param name="stop">Ends the wait as its time does.</param>
internal sealed class PendingOrders(IssuanceContext context, Action<string> want, CancellationToken stop)
{
    /// <summary>Where the authority does not say when to ask again.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(1);

    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _takenBack = new(StringComparer.Ordinal);

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CertificatePending"/>: the time is over. <see cref="ErrorIds.CertificateRefused"/>.
    /// </exception>
    public async Task<IssuedCertificate> WaitAsync(
        ICertificateAuthority authority, CertificateOrder order, PendingCertificate pending, CardProduction production)
    {
        await KeepAsync(authority, order, pending, production);
        TimeSpan longest = authority.Abilities.PendingTime;
        want(CertificateErrors.Waiting(authority.Name, pending.Id, context.Now + longest));
        TimeProvider clock = context.Actor.Clock;
        long begun = clock.GetTimestamp();
        TempCardException? trouble = null;
        while (longest - clock.GetElapsedTime(begun) is var left && left > TimeSpan.Zero && !stop.IsCancellationRequested)
        {
            TimeSpan pause = pending.AskAgainAfter ?? Pause;
            await DelayAsync(pause < ShortestPause ? ShortestPause : pause < left ? pause : left);
            try
            {
                CertificateAnswer answer = await authority.AskAgainAsync(pending, CancellationToken.None);
                if (answer is IssuedCertificate issued)
                    return issued;
                pending = (PendingCertificate)answer;
                trouble = null;
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.CertificateRefused)
            {
                await ForgetAsync(authority, order, production);
                throw;
            }
            catch (TempCardException e)
            {
                // It may be back before the time is over.
                trouble = e;
            }
        }

        if (await CancelAsync(authority, pending))
        {
            await ForgetAsync(authority, order, production);
            lock (_kept)
                _takenBack.Add(order.Profile.Name);
            throw CertificateErrors.TakenBack(authority.Name, order, pending.Id);
        }

        throw CertificateErrors.Pending(authority.Name, order, pending.Id, trouble);
    }

    /// <summary>Whether nothing will come of an order because it was taken back.</summary>
    public bool IsTakenBack(string profile)
    {
        lock (_kept)
            return _takenBack.Contains(profile);
    }

    /// <summary>What to write beside the record of a certificate that is there now.</summary>
    public IEnumerable<StoreChange> Answered(string productionId, string authority, string profile)
    {
        lock (_kept)
            return _kept.Remove(profile) ? [new SettlePending(productionId, authority, profile)] : [];
    }

    private async Task KeepAsync(
        ICertificateAuthority authority, CertificateOrder order, PendingCertificate pending, CardProduction production)
    {
        lock (_kept)
            _kept.Add(order.Profile.Name);
        await context.Store.ApplyAsync(
            new ChangeSet(
                [new KeepPending(production.Id, authority.Name, order.Profile.Name, pending.Id)],
                [
                    context.Actor.Event(
                        AuditKinds.CertificatePending,
                        production.CardNumber,
                        production.BatchId,
                        production.Id,
                        production.Station,
                        detail: $"{order.Profile.Name} {authority.Name} {pending.Id}"),
                ]),
            CancellationToken.None);
    }

    private async Task ForgetAsync(ICertificateAuthority authority, CertificateOrder order, CardProduction production)
    {
        lock (_kept)
            _kept.Remove(order.Profile.Name);
        await context.Store.ApplyAsync(
            new ChangeSet([new SettlePending(production.Id, authority.Name, order.Profile.Name)], []),
            CancellationToken.None);
    }

    private async Task DelayAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, context.Actor.Clock, stop);
        }
        catch (OperationCanceledException)
        {
            // It is asked once more.
        }
    }

    private static async Task<bool> CancelAsync(ICertificateAuthority authority, PendingCertificate pending)
    {
        try
        {
            return await authority.CancelAsync(pending, CancellationToken.None);
        }
        catch (TempCardException)
        {
            return false;
        }
    }
}
