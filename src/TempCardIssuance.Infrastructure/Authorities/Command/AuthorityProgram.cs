using System.Globalization;
using System.Text;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Programs;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>What a program of an authority is asked.</summary>
/// <param name="Command">The program, and the arguments that the configuration has.</param>
/// <param name="Arguments">Those that come after them.</param>
internal sealed record AuthorityCall(IReadOnlyList<string> Command, params IReadOnlyList<string> Arguments)
{
    /// <summary>Its standard input; null: none.</summary>
    public byte[]? Input { get; init; }

    public IReadOnlyDictionary<string, string> Variables { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether the authority may have issued something when the program fails.</summary>
    public bool Orders { get; init; }
}

/// <summary>Runs the programs of an authority. Any exit code that has a meaning is a result.</summary>
/// <param name="name">The authority.</param>
/// <param name="settings">Its settings.</param>
/// <param name="time">What time-outs are measured with.</param>
internal sealed class AuthorityProgram(string name, CommandSettings settings, TimeProvider time)
{
    /// <summary>More than a certificate with its chain needs.</summary>
    private const int MaxOutput = 1024 * 1024;

    private readonly ProgramRunner _runner = new(time);

    /// <returns>
    /// Exit code <see cref="ProgramCodes.Done"/> or <see cref="ProgramCodes.Later"/>, and what it wrote.
    /// </returns>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AuthorityNotReady"/>; of an order <see cref="ErrorIds.AuthorityNotSent"/> where it surely
    /// did nothing, and <see cref="ErrorIds.CertificateRefused"/>.
    /// </exception>
    public async Task<(int ExitCode, string Output)> RunAsync(AuthorityCall call, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var output = new BoundedOutput(MaxOutput, stop);
        using var input = new MemoryStream(call.Input ?? []);
        ProgramResult result;
        try
        {
            result = await _runner.RunAsync(
                new ProgramCall
                {
                    Program = call.Command[0],
                    Arguments = [.. call.Command.Skip(1), .. call.Arguments],
                    TimeOut = settings.TimeOut,
                    Environment = Variables(call),
                    Input = input,
                    Output = output,
                },
                stop.Token);
        }
        catch (OperationCanceledException) when (output.IsTooLong)
        {
            throw Failed(call, $"wrote more than {MaxOutput / 1024} KiB and was stopped");
        }

        return result switch
        {
            { End: ProgramEnd.NotStarted } => throw NotSent(call, $"can't be started: {result.ErrorText}"),
            { End: ProgramEnd.TimedOut } => throw Failed(call, string.Create(
                CultureInfo.InvariantCulture,
                $"did not end within {settings.TimeOut.TotalSeconds:0.#} seconds and was stopped{Clause(result)}")),
            { ExitCode: ProgramCodes.Done or ProgramCodes.Later } =>
                (result.ExitCode, Encoding.UTF8.GetString(output.ToArray())),
            { ExitCode: ProgramCodes.Refused } => throw Refused(call, result),
            { ExitCode: ProgramCodes.Away } =>
                throw NotSent(call, $"can't get through to its authority{Clause(result)}"),
            _ => throw Failed(call, string.Create(
                CultureInfo.InvariantCulture, $"ended with exit code {result.ExitCode}{Clause(result)}")),
        };
    }

    /// <summary>What the program did is not what it should have done, whatever the authority did.</summary>
    public TempCardException Failed(AuthorityCall call, string what) => Of(
        ErrorIds.AuthorityNotReady,
        call,
        what,
        "See that the program does what the documents ask for, and in the record of the authority what it did.");

    private TempCardException NotSent(AuthorityCall call, string what) => Of(
        call.Orders ? ErrorIds.AuthorityNotSent : ErrorIds.AuthorityNotReady,
        call,
        what,
        "See that the program is there, that the account which issues cards may run it, and that its authority is on.");

    private TempCardException Refused(AuthorityCall call, ProgramResult result) => Of(
        call.Orders ? ErrorIds.CertificateRefused : ErrorIds.AuthorityNotReady,
        call,
        $"was refused by its authority{Clause(result)}",
        "Correct what it complains about in the profile, the request or the rights of the account.");

    private static string Clause(ProgramResult result) =>
        ForeignText.OneLine(result.ErrorText) is { Length: > 0 } text ? $": {text.TrimEnd('.')}" : "";

    private TempCardException Of(string errorId, AuthorityCall call, string what, Remedy remedy) => new(
        errorId,
        ErrorKind.Unavailable,
        $"The program '{call.Command[0]}' of the authority '{name}' {what}.",
        remedy,
        name);

    private Dictionary<string, string> Variables(AuthorityCall call)
    {
        var variables = new Dictionary<string, string>(call.Variables, StringComparer.Ordinal)
        {
            ["TEMPCARD_AUTHORITY"] = name,
        };
        foreach (string variable in settings.Variables)
        {
            if (Environment.GetEnvironmentVariable(variable) is { } value)
                variables[variable] = value;
        }

        return variables;
    }
}
