using System.Globalization;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>The wait for one body: tells a person what to do, once for each thing, and has an end.</summary>
internal sealed class StationWait : IDisposable
{
    private readonly PcscStationOptions _options;
    private readonly ReaderMonitor _monitor;
    private readonly Action<string> _prompt;
    private readonly CancellationTokenSource _limit;
    private string? _told;

    public StationWait(
        PcscStationOptions options,
        ReaderMonitor monitor,
        Action<string> prompt,
        CancellationToken cancellationToken)
    {
        _options = options;
        _monitor = monitor;
        _prompt = prompt;
        CancellationToken = cancellationToken;
        _limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _limit.CancelAfter(options.CardTimeout);
    }

    /// <summary>The operator's; it does not end with the time-out of the wait.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>Waits until the reader is as wanted.</summary>
    /// <param name="condition">What is waited for.</param>
    /// <param name="request">What a person with this reader should do for it; empty: nothing.</param>
    public async Task<ReaderView> UntilAsync(Func<ReaderView, bool> condition, Func<string, string> request)
    {
        ReaderView? last = null;
        try
        {
            return await _monitor.WaitAsync(Evaluate, _limit.Token);
        }
        catch (OperationCanceledException) when (!CancellationToken.IsCancellationRequested)
        {
            throw last?.Problem ?? Empty(last?.Reader ?? _options.Reader);
        }

        bool Evaluate(ReaderView view)
        {
            last = view;
            if (condition(view))
                return true;
            Tell(view.Problem is { } problem ? $"{problem.Message} {problem.Remedy}" : request(view.Reader!));
            return false;
        }
    }

    /// <summary>Tells a person something, unless it was the last thing told.</summary>
    public void Tell(string text)
    {
        if (text.Length == 0 || string.Equals(text, _told, StringComparison.Ordinal))
            return;
        _told = text;
        _prompt(text);
    }

    public void Dispose() => _limit.Dispose();

    private TempCardException Empty(string reader) => new(
        ErrorIds.StationEmpty,
        ErrorKind.Unavailable,
        string.Create(
            CultureInfo.InvariantCulture,
            $"No new card came into reader '{reader}' within {_options.CardTimeout.TotalSeconds:0.#} seconds."),
        "Put in a blank when asked to, or raise cardTimeOutSeconds of the station; then repeat the cards that were not produced.",
        _options.Name);
}
