using System.Collections;
using System.Management.Automation;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Takes the name of a card, batch or station out of objects that are given where it is asked for: as arguments, or
/// from the pipeline where none of their properties could be bound. The engine would make texts of them, and search for
/// those.
/// </summary>
/// <param name="properties">Where the name is, the first that has a value counts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NamedByAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    /// <summary>Stands for an object that names nothing where that is no error.</summary>
    private static readonly object None = new();

    /// <summary>
    /// Whether an object that names only a batch stands for the cards of it; see <see cref="CardChoice"/>.
    /// </summary>
    public bool OrBatch { get; set; }

    /// <summary>
    /// Whether an object that has such a property without a value is left out; otherwise it is an error.
    /// </summary>
    public bool OrNone { get; set; }

    /// <summary>
    /// Whether a card, or what is about one, may not stand for its batch: what is done to the batch is done to the
    /// other cards too, and that is not what was said.
    /// </summary>
    public bool NotByCard { get; set; }

    /// <exception cref="ArgumentTransformationMetadataException">An object names nothing of the kind.</exception>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is not null && PSObject.AsPSObject(inputData).BaseObject is IList list
            ? list.Cast<object>().Select(Name).Where(name => name != None).ToArray()
            : Name(inputData!) is var name && name == None ? Array.Empty<string>() : name;

    private object Name(object value)
    {
        if (value is null || !IsNamed(PSObject.AsPSObject(value)))
            return value!;
        string? name = Text(value, properties);
        if (name is not null && NotByCard && Text(value, ["CardNumber", "Number"]) is { } card)
        {
            throw new ArgumentTransformationMetadataException(
                $"Card {card} is only one of batch {name}. If all of them are meant, give the batch.");
        }

        return name
            ?? (OrBatch && Text(value, ["Id", "BatchId"]) is { } batch ? CardChoice.OfBatch(batch) : null)
            ?? (OrNone && PSObject.AsPSObject(value).Properties[properties[0]] is not null ? None : null)
            ?? throw new ArgumentTransformationMetadataException(
                PSObject.AsPSObject(value).BaseObject is CardBatch
                    ? $"{value} is a batch. Get-TemporaryCard -BatchId {value} finds its cards."
                    : $"{PSObject.AsPSObject(value).TypeNames[0]} has no {string.Join(" and no ", properties)}.");
    }

    /// <summary>
    /// Objects of this module, those that came out of a job or a file, and those that are put together.
    /// </summary>
    private static bool IsNamed(PSObject value) => value.BaseObject is PSCustomObject or IDictionary
        || value.BaseObject.GetType().Assembly == typeof(TemporaryCard).Assembly;

    private static string? Text(object value, string[] names) => names
        .Select(name => PSObject.AsPSObject(value).Properties[name]?.Value?.ToString())
        .FirstOrDefault(text => !string.IsNullOrEmpty(text));
}
