namespace TempCardIssuance.Composition;

/// <summary>A command that went to a card, or its response, as text; data with a secret in it is masked.</summary>
public sealed class CardTraceEventArgs(string station, string text) : EventArgs
{
    public string Station => station;

    public string Text => text;
}
