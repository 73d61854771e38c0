using System.CommandLine;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Cli.Hosting;

/// <summary>One run of one command.</summary>
internal sealed record Invocation
{
    public required ParseResult Arguments { get; init; }

    public required Terminal Terminal { get; init; }

    public required CommandOutput Output { get; init; }

    /// <summary>Operations as the commands that do them.</summary>
    public required OperationWords Words { get; init; }

    /// <summary>Null: as <see cref="IssuanceSession.Open"/> finds it.</summary>
    public required string? ConfigurationPath { get; init; }

    /// <summary>Whether what goes to cards and comes back is shown.</summary>
    public required bool Trace { get; init; }

    /// <summary>Whether the question, if there is one, is answered already.</summary>
    public required bool Confirmed { get; init; }

    /// <summary>Asks to stop as soon as no card is in hand.</summary>
    public required CancellationToken Stop { get; init; }

    /// <summary>Kept for what there is to be reminded of after the work.</summary>
    private IssuanceSession? Opened { get; set; }

    private Remedy? Upkeep { get; set; }

    public IssuanceSession OpenSession()
    {
        IssuanceSession session = Opened = IssuanceSession.Open(ConfigurationPath, words: Words);
        session.BeforeEnd = async () => Upkeep = await session.Upkeep.RemindAsync(CancellationToken.None);
        if (Trace)
            session.Traced += (_, line) => Output.Trace(line.Station, line.Text);
        return session;
    }

    /// <summary>Tells on standard error what whoever works with the configuration should know now.</summary>
    public void Remind()
    {
        foreach (Remedy reminder in (Opened?.Reminders() ?? []).Concat(Upkeep is null ? [] : [Upkeep]))
        {
            string text = reminder.In(Words);
            Output.Note(new EventLine("reminder") { Message = text }, $"Note: {text}");
        }
    }

    /// <summary>Asks the operator where the plan says so, unless the answer was given with --yes.</summary>
    /// <exception cref="Core.Errors.TempCardException">There is nobody to ask.</exception>
    public async Task<bool> MayAsync<T>(params IReadOnlyList<Planned<T>> planned)
    {
        if (Confirmed || !planned.Any(p => p.Asks))
            return true;
        string question = string.Join('\n', planned.Select(p => p.Question));
        if (!Terminal.CanAsk)
            throw UsageErrors.NobodyToAsk(question);
        await Terminal.Error.WriteAsync($"{ControlCharacters.Shown(question)} [y/N] ");
        await Terminal.Error.FlushAsync(Stop);
        // A console can't cancel what it reads; Ctrl+C must not wait for Enter.
        string? answer = await Task.Run(Terminal.In.ReadLine, Stop).WaitAsync(Stop);
        return answer?.Trim() is "y" or "Y" or "yes" or "Yes" or "YES";
    }
}
