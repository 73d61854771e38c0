namespace TempCardIssuance.Core.Programs;

/// <summary>
/// What tells programs of a feeder and of a printer which card they have in hand, so that both can be one pass of it.
/// </summary>
public static class CardVariables
{
    /// <param name="station">TEMPCARD_STATION.</param>
    /// <param name="card">TEMPCARD_CARD and TEMPCARD_ATTEMPT; null: no card is meant.</param>
    /// <param name="more">Names of variables of this process that are handed on where they are set.</param>
    public static IReadOnlyDictionary<string, string> Of(
        string? station, (string Number, int Attempt)? card, IEnumerable<string> more)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in more)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
                variables[name] = value;
        }

        if (station is not null)
            variables["TEMPCARD_STATION"] = station;
        if (card is not { } known)
            return variables;
        variables["TEMPCARD_CARD"] = known.Number;
        variables["TEMPCARD_ATTEMPT"] = known.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return variables;
    }
}
