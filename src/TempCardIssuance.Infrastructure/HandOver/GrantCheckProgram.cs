using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.HandOver;

/// <summary>Runs a program before a card is handed out.</summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="timeOut">How long it may take.</param>
/// <param name="time">What that is measured with.</param>
internal sealed class GrantCheckProgram(IReadOnlyList<string> command, TimeSpan timeOut, TimeProvider time) : IGrantCheck
{
    private const int Refused = 1;

    private readonly ProgramRunner _runner = new(time);

    public async Task CheckAsync(GrantQuestion question, CancellationToken cancellationToken)
    {
        using var input = new MemoryStream(HandOverJson.Write(question));
        ProgramResult result = await _runner.RunAsync(
            new ProgramCall { Program = command[0], Arguments = [.. command.Skip(1)], TimeOut = timeOut, Input = input },
            cancellationToken);
        if (result.Succeeded)
            return;
        string reason = ForeignText.OneLine(result.ErrorText);
        throw result is { End: ProgramEnd.Exited, ExitCode: Refused }
            ? LifeErrors.GrantRefused(
                question.Card.CardNumber, reason.Length > 0 ? reason : "the program of grant.check gave no reason.")
            : LifeErrors.GrantCheckFailed(
                question.Card.CardNumber, ForeignText.OneLine(result.Problem(timeOut)).TrimEnd('.'));
    }
}
