namespace TempCardIssuance.Core.Remedies;

/// <summary>The parameters of operations that remedies name; called as those of the cmdlets are.</summary>
public sealed class Parameter
{
    private Parameter(string name) => Name = name;

    /// <summary>For example <c>ReleaseFailed</c>.</summary>
    public string Name { get; }

    public static Parameter Again { get; } = new("Again");

    public static Parameter BatchId { get; } = new("BatchId");

    public static Parameter CardNumber { get; } = new("CardNumber");

    public static Parameter Configuration { get; } = new("Configuration");

    public static Parameter CrlUrl { get; } = new("CrlUrl");

    public static Parameter Encoding { get; } = new("Encoding");

    public static Parameter Force { get; } = new("Force");

    public static Parameter Group { get; } = new("Group");

    public static Parameter Enqueue { get; } = new("Enqueue");

    public static Parameter Looked { get; } = new("Looked");

    public static Parameter NewBody { get; } = new("NewBody");

    public static Parameter Next { get; } = new("Next");

    public static Parameter NoEncode { get; } = new("NoEncode");

    public static Parameter NoPrint { get; } = new("NoPrint");

    public static Parameter NotSeen { get; } = new("NotSeen");

    public static Parameter Reason { get; } = new("Reason");

    public static Parameter ReleaseFailed { get; } = new("ReleaseFailed");

    public static Parameter Returned { get; } = new("Returned");

    public static Parameter SkipInvalid { get; } = new("SkipInvalid");

    public static Parameter Station { get; } = new("Station");

    public static Parameter Unsettled { get; } = new("Unsettled");

    public static IReadOnlyList<Parameter> All { get; } =
        [
            Again, BatchId, CardNumber, Configuration, CrlUrl, Encoding, Enqueue, Force, Group, Looked, NewBody, Next, NoEncode,
            NoPrint, NotSeen, Reason, ReleaseFailed, Returned, SkipInvalid, Station, Unsettled,
        ];

    public override string ToString() => $"-{Name}";
}
