namespace TempCardIssuance.Cli.Output;

/// <summary>
/// Standard error as nobody may be there to read it: its terminal was closed, or its file is on a disk that is full.
/// What is said there is dropped then, since work on cards must not end for it.
/// </summary>
internal sealed class ForgivingStream(Stream stream) : WriteOnlyStream(stream)
{
    protected override void Fail(IOException error)
    {
        // Nobody is there to tell.
    }
}
