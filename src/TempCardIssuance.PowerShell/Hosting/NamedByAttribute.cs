using System.Collections;
using System.Management.Automation;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Takes the name of a card, batch or station out of objects that are given where it is asked for: as arguments, or from
/// the pipeline where none of their properties could be bound. The engine would make texts of them, and search for those.
/// </summary>
/// <param name="properties">Where the name is, the first that has a value counts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedByAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    /// <summary>Whether an object that names only a batch stands for the cards of it; see <see cref="CardChoice"/>.</summary>
    public bool OrBatch { get; set; }

    /// <exception cref="ArgumentTransformationMetadataException">An object names nothing of the kind.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && PSObject.AsPSObject(inputData).BaseObject is IList list
            ? list.Cast<object>().Select(Name).ToArray()
            : Name(inputData!);

    private object Name(object value)
    {
        if (value is null || !IsNamed(PSObject.AsPSObject(value)))
            return value!;
        return Text(value, properties)
            ?? (OrBatch && Text(value, ["Id", "BatchId"]) is { } batch ? CardChoice.OfBatch(batch) : null)
            ?? throw new ArgumentTransformationMetadataException($"It has no {string.Join(" and no ", properties)}.");
    }

    /// <summary>Objects of this module, those that came out of a job or a file, and those that are put together.</summary>
    private static bool IsNamed(PSObject value) => value.BaseObject is PSCustomObject
        || value.BaseObject.GetType().Assembly == typeof(TemporaryCard).Assembly;

    private static string? Text(object value, string[] names) => names
        .Select(name => PSObject.AsPSObject(value).Properties[name]?.Value?.ToString())
        .FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
