using System.Collections.Concurrent;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Composition;

/// <summary>
/// A configuration in a folder of its own, with everything real but the cards, and a session that uses it.
/// </summary>
internal sealed class Workshop : IAsyncDisposable, IProgress<IssuanceEvent>
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<IssuanceEvent> _events = [];

    /// <param name="stations">Lines of YAML below <c>stations</c>.</param>
    /// <param name="replace">Other changes to the YAML that a new configuration has.</param>
    public Workshop(string stations = "- { name: desk-1, reader: virtual, cards: 1000, printer: files }", params (string Old, string New)[] replace)
        : this(new ConfigurationTemplateOptions(), stations, replace)
    {
    }

    /// <inheritdoc cref="Workshop(string, ValueTuple{string, string}[])"/>
    public Workshop(ConfigurationTemplateOptions options, string stations, params (string Old, string New)[] replace)
    {
        string file = Configurations.Create(_folder.Path, options).ConfigurationFile;
        string yaml = File.ReadAllText(file)
            .Replace("  - { name: training, reader: virtual, cards: 1000, printer: files }", "  " + stations, StringComparison.Ordinal);
        foreach ((string old, string with) in replace)
        {
            Assert.Contains(old, yaml, StringComparison.Ordinal);
            yaml = yaml.Replace(old, with, StringComparison.Ordinal);
        }

        File.WriteAllText(file, yaml);
        ConfigurationFile = file;
        Session = IssuanceSession.Open(file, Clock);
    }

    private Workshop(Workshop other)
    {
        foreach (string file in Directory.GetFiles(other.Folder, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Folder, Path.GetRelativePath(other.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        ConfigurationFile = Path.Combine(Folder, Path.GetFileName(other.ConfigurationFile));
        Session = IssuanceSession.Open(ConfigurationFile, Clock);
    }

    public string ConfigurationFile { get; }

    public string Folder => _folder.Path;

    public MovableClock Clock { get; } = new();

    public IssuanceSession Session { get; }

    /// <summary>
    /// A workshop with the same keys, which take long to make; to be taken before this one has a store.
    /// </summary>
    public Workshop Copy() => new(this);

    /// <summary>Another process, as far as the store can tell; to be disposed of by the caller.</summary>
    public IssuanceSession OpenSession() => IssuanceSession.Open(ConfigurationFile, Clock);

    public IEnumerable<T> Events<T>() => _events.OfType<T>();

    /// <summary>Is told of everything as it happens, by any thread.</summary>
    public Action<IssuanceEvent>? Watcher { get; set; }

    public void Report(IssuanceEvent value)
    {
        _events.Enqueue(value);
        Watcher?.Invoke(value);
    }

    public async Task<string[]> RequestAsync(int amount)
    {
        IReadOnlyList<TemporaryCard> cards = await Session.Intake.NewAsync(
            amount, "T-{0:00000}", new CardRequest { CardNumber = "", Site = "Berlin" }, CancellationToken.None);
        return [.. cards.Select(c => c.CardNumber)];
    }

    public Task<CardBatch> IssueAsync(IReadOnlyList<string> cards, CancellationToken stop = default) =>
        IssueAsync(new IssuanceRequest { CardNumbers = cards }, stop);

    public async Task<CardBatch> IssueAsync(IssuanceRequest request, CancellationToken stop = default)
    {
        IssuancePlan plan = await Session.Planner.PlanAsync(request, this, stop);
        return await Session.Issuance.StartAsync(plan, this, stop);
    }

    public Task<CardBatch> RepeatAsync(CardBatch batch, params string[] cards) => Session.Issuance.RepeatAsync(
        new RepeatRequest { BatchId = batch.Id, CardNumbers = cards.Length == 0 ? null : cards, Reason = "test" },
        this,
        CancellationToken.None);

    public async Task<CardState> StateAsync(string cardNumber) =>
        (await Session.Store.GetCardAsync(cardNumber, CancellationToken.None))!.State;

    public async ValueTask DisposeAsync()
    {
        await Session.DisposeAsync();
        _folder.Dispose();
    }
}

/// <summary>The system's clock, put forward or back.</summary>
internal sealed class MovableClock : TimeProvider
{
    private TimeSpan _ahead;
    private DateTimeOffset? _stopped;

    public void Advance(TimeSpan by) => _ahead += by;

    /// <summary>
    /// How many times faster than the system's its timers and its stopwatch run; not the time of day.
    /// </summary>
    public int Haste { get; set; } = 1;

    /// <summary>From now on only <see cref="Advance"/> moves it.</summary>
    public void Stop() => _stopped = base.GetUtcNow();

    public override long GetTimestamp() => base.GetTimestamp() * Haste;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, Hasten(dueTime), Hasten(period));

    public override DateTimeOffset GetUtcNow() => (_stopped ?? base.GetUtcNow()) + _ahead;

    private TimeSpan Hasten(TimeSpan time) => time > TimeSpan.Zero ? time / Haste : time;
}
