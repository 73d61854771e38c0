namespace TempCardIssuance.Tests.Cli;

/// <summary>Does something when a certain text is shown.</summary>
internal sealed class WatchedWriter(string text, Action act) : StringWriter
{
    public override void WriteLine(string? value)
    {
        base.WriteLine(value);
        if (value?.Contains(text, StringComparison.Ordinal) == true)
            act();
    }
}
