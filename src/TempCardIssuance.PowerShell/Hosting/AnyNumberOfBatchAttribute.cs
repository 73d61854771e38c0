using System.Management.Automation;
using TempCardIssuance.Core.Batches;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Lets a batch from the pipeline stand for cards of any number: the engine offers it to the parameter for numbers too,
/// after it has bound its id to the one for batches.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AnyNumberOfBatchAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        inputData is CardBatch || (inputData is PSObject wrapped && IsBatch(wrapped)) ? "*" : inputData;

    /// <summary>A live one, or one that came out of a job.</summary>
    private static bool IsBatch(PSObject value) => value.BaseObject is CardBatch
        || value.TypeNames.Contains($"Deserialized.{typeof(CardBatch).FullName}");
}
