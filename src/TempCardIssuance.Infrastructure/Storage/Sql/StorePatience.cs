namespace TempCardIssuance.Infrastructure.Storage.Sql;

/// <summary>
/// Does an operation again while its database is away for a moment, as a server is that starts anew, so that this costs
/// neither a card nor a station.
/// </summary>
/// <remarks>
/// One outage is waited for once, however many operations meet it: the ones that come after it lasted too long fail
/// with their first try, until one succeeds.
/// </remarks>
internal sealed class StorePatience(ISqlDialect dialect, TimeProvider time)
{
    /// <summary>A lease is renewed each third of its 30 s, so at the worst it still lasts longer than this.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(15);

    /// <summary>Who waits for others to be done is in no danger: a lease is renewed without waiting for them.</summary>
    private static readonly TimeSpan LongestBusy = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>When the database was first found to be away; null: it answered last.</summary>
    private volatile Moment? _away;

    /// <param name="attempt">Must be able to be done again after an exception that is passing.</param>
    /// <param name="mayWait">Whether to wait at all; asked after each failure.</param>
    /// <param name="cancellationToken">Ends the pauses.</param>
    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, Func<bool> mayWait, CancellationToken cancellationToken)
    {
        Moment? begun = null;
        TimeSpan pause = FirstPause;
        while (true)
        {
            try
            {
                T result = await attempt();
                _away = null;
                return result;
            }
            catch (Exception e) when (dialect.IsPassing(e) && mayWait() && HasTime(begun ??= Now()))
            {
                // Those that wait in the pool were cut as well; each would cost a try.
                dialect.DropIdleConnections();
            }
            catch (Exception e) when (dialect.IsBusy(e) && MayBeBusy(begun ??= Now()))
            {
                // It answers.
                _away = null;
            }
            catch (Exception e) when (!dialect.IsPassing(e))
            {
                _away = null;
                throw;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Own trouble counts too: others may get through while this operation never does.</summary>
    private bool HasTime(Moment begun)
    {
        Moment away = _away ??= begun;
        return time.GetElapsedTime(away.Timestamp) < Longest && time.GetElapsedTime(begun.Timestamp) < Longest;
    }

    private bool MayBeBusy(Moment begun) => time.GetElapsedTime(begun.Timestamp) < LongestBusy;

    private Moment Now() => new(time.GetTimestamp());

    private sealed record Moment(long Timestamp);
}
