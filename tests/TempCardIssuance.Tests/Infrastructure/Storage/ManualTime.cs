namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A clock that stands still until it is told to go on.</summary>
internal sealed class ManualTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
