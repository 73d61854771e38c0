namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>Finds what somebody may have meant.</summary>
internal static class NearestName
{
    /// <summary>The candidate with the fewest edits, if they are few for its length; null if none is near.</summary>
    public static string? Find(string given, IEnumerable<string> candidates)
    {
        (string Name, int Distance)? best = null;
        foreach (string candidate in candidates)
        {
            int distance = Distance(given.ToUpperInvariant(), candidate.ToUpperInvariant());
            if (distance <= Math.Max(1, candidate.Length / 3) && (best is null || distance < best.Value.Distance))
                best = (candidate, distance);
        }

        return best?.Name;
    }

    /// <summary>
    /// Insertions, deletions, substitutions and swaps of neighbours that turn one text into the other
    /// (optimal string alignment).
    /// </summary>
    private static int Distance(string a, string b)
    {
        int[,] cost = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            cost[i, 0] = i;
        for (int j = 0; j <= b.Length; j++)
            cost[0, j] = j;

        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                int substitution = cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                cost[i, j] = Math.Min(substitution, Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
            }
        }

        return cost[a.Length, b.Length];
    }
}
