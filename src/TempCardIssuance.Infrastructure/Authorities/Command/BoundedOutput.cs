namespace TempCardIssuance.Infrastructure.Authorities.Command;

/// <summary>What a program writes; one that writes too much is stopped at once.</summary>
/// <param name="max">In bytes.</param>
/// <param name="stop">Stops the program.</param>
internal sealed class BoundedOutput(int max, CancellationTokenSource stop) : MemoryStream
{
    public bool IsTooLong { get; private set; }

    /// <remarks>All other ways to write lead here, as this is no MemoryStream itself.</remarks>
    public override void Write(byte[] buffer, int offset, int count)
    {
        if (IsTooLong)
            return;
        IsTooLong = Length + count > max;
        if (IsTooLong)
            stop.Cancel();
        else
            base.Write(buffer, offset, count);
    }
}
