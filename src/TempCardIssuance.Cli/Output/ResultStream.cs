using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Cli.Output;

/// <summary>Standard output: what can't be written there is an error that says so.</summary>
internal sealed class ResultStream(Stream stream) : WriteOnlyStream(stream)
{
    protected override void Fail(IOException error) => throw new TempCardException(
        ErrorIds.OutputFailed,
        ErrorKind.Unavailable,
        $"Standard output can't be written: {error.Message}",
        "What the command was to do may be done, and only its result be lost: look at it before doing it again.",
        inner: error);
}
