namespace TempCardIssuance.Printing.Command;

/// <summary>The beginning of what a program writes; the rest is dropped, and the program goes on.</summary>
/// <param name="max">In bytes.</param>
internal sealed class OutputHead(int max) : MemoryStream
{
    /// <remarks>All other ways to write lead here, as this is no MemoryStream itself.</remarks>
    public override void Write(byte[] buffer, int offset, int count) =>
        base.Write(buffer, offset, Math.Min(count, max - (int)Length));
}
