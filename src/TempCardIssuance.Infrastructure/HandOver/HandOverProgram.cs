using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.HandOver;

/// <summary>Runs a program for each event; it gets the event as JSON on standard input.</summary>
/// <param name="command">The program and its arguments.</param>
/// <param name="timeOut">How long it may take.</param>
/// <param name="time">What that is measured with.</param>
internal sealed class HandOverProgram(IReadOnlyList<string> command, TimeSpan timeOut, TimeProvider time)
    : IHandOverProgram
{
    private readonly ProgramRunner _runner = new(time);

    public TimeSpan TimeOut => timeOut;

    public async Task TellAsync(HandOverNotice notice, CancellationToken cancellationToken)
    {
        using var input = new MemoryStream(HandOverJson.Write(notice));
        ProgramResult result = await _runner.RunAsync(
            new ProgramCall { Program = command[0], Arguments = [.. command.Skip(1)], TimeOut = timeOut, Input = input },
            cancellationToken);
        if (!result.Succeeded)
            throw LifeErrors.HandOverFailed(notice.Card.CardNumber, ForeignText.OneLine(result.Problem(timeOut)).TrimEnd('.'));
    }
}
