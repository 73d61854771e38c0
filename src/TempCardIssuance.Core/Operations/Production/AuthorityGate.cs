using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;

namespace TempCardIssuance.Core.Operations.Production;

/// <summary>
/// Keeps blanks from being spent on an authority that can't issue. After one failure no station takes another body
/// before the authority says that it can; then one goes ahead alone, and if that fails too, all stop. Where it refuses
/// one card after the other, they stop too: it is hardly for what each of them asks.
/// </summary>
internal sealed class AuthorityGate(IssuanceContext context) : IDisposable
{
    /// <summary>As long as a store that is away is waited for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>How many refusals in a row may still be for the cards' own sake.</summary>
    private const int MostRefusals = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _alone = new(1);
    private volatile AuthorityTrouble? _trouble;
    private volatile bool _closed;
    private int _refusals;

    /// <summary>Lets a station take a body; to be disposed of when the card is made, or not.</summary>
    /// <param name="tell">Is told once why the station waits.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <exception cref="StationUnavailableException">The authority can't issue.</exception>
    public async Task<Admission> EnterAsync(Action<TempCardException> tell, CancellationToken stop)
    {
        if (_trouble is null)
            return new Admission(alone: null);
        await _alone.WaitAsync(stop);
        try
        {
            if (_trouble is not { } trouble)
            {
                _alone.Release();
                return new Admission(alone: null);
            }

            await WaitAsync(trouble, tell, stop);
            return new Admission(_alone);
        }
        catch
        {
            _alone.Release();
            throw;
        }
    }

    /// <summary>A card got its certificates.</summary>
    public void Succeed(Admission admission)
    {
        Volatile.Write(ref _refusals, 0);
        if (admission.IsAlone)
            _trouble = null;
    }

    /// <summary>A card failed because of an authority.</summary>
    public void Fail(Admission admission, AuthorityTrouble trouble)
    {
        if (trouble.IsRefusal)
        {
            // It answers again.
            if (admission.IsAlone)
                _trouble = null;
            if (Interlocked.Increment(ref _refusals) < MostRefusals)
                return;
            _closed = true;
            _trouble = trouble;
            return;
        }

        if (admission.IsAlone || trouble.IsForGood)
            _closed = true;
        if (admission.IsAlone || trouble.IsForGood || _trouble is null)
            _trouble = trouble;
    }

    public void Dispose() => _alone.Dispose();

    private async Task WaitAsync(
        AuthorityTrouble trouble, Action<TempCardException> tell, CancellationToken stop)
    {
        if (_closed)
            throw new StationUnavailableException(trouble.Error);
        tell(trouble.Error);
        TimeProvider clock = context.Actor.Clock;
        long begun = clock.GetTimestamp();
        for (TimeSpan pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            if (await TryAsync(trouble.Authority, stop) is not { } error)
                return;
            if (clock.GetElapsedTime(begun) >= Longest)
            {
                _closed = true;
                throw new StationUnavailableException(error);
            }

            await Task.Delay(pause, clock, stop);
        }
    }

    private async Task<TempCardException?> TryAsync(string authority, CancellationToken stop)
    {
        try
        {
            await context.Authorities.Get(authority).CheckAsync(stop);
            return null;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return IssuanceErrors.From(e);
        }
    }

    /// <summary>That a station may take a body.</summary>
    internal sealed class Admission(SemaphoreSlim? alone) : IDisposable
    {
        /// <summary>Whether the others wait for how it ends.</summary>
        public bool IsAlone => alone is not null;

        public void Dispose() => alone?.Release();
    }
}

/// <summary>An authority that could not issue, or would not.</summary>
internal sealed record AuthorityTrouble(string Authority, TempCardException Error)
{
    /// <summary>Whether it could, and would not.</summary>
    public bool IsRefusal => Error.ErrorId
        is ErrorIds.CertificateRefused or ErrorIds.CertificateNotAsOrdered or ErrorIds.CertificatePending;

    /// <summary>Whether waiting can't help: somebody has to look at it.</summary>
    public bool IsForGood => Error.ErrorId is ErrorIds.StoreWentBack or ErrorIds.CertificateExists
        or ErrorIds.AuthorityWentBack or ErrorIds.AuthorityKeyChanged or ErrorIds.AuthorityIncomplete
        or ErrorIds.AuthorityUnfit or ErrorIds.AuthorityNotInstalled or ErrorIds.AuthorityEndsEarly
        or ErrorIds.AuthorityNotExclusive;
}
