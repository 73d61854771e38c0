using TempCardIssuance.Core.Operations.Intake;

namespace TempCardIssuance.Infrastructure.Import;

/// <summary>Makes requests of objects with named values, by the same rules as of rows in a CSV file.</summary>
public static class RequestObjects
{
    /// <param name="objects">
    /// Values by name; a <see cref="ImportProblem.Line"/> is the place in this list, from 1.
    /// </param>
    public static ImportResult Read(IReadOnlyList<IReadOnlyDictionary<string, string>> objects)
    {
        var rows = new RequestRows();
        for (int i = 0; i < objects.Count; i++)
            rows.AddObject(i + 1, [.. objects[i].Keys], [.. objects[i].Values]);
        return rows.Result();
    }
}
