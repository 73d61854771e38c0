using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>An empty field of a CSV file is no value: the parameter is as if it was not given.</summary>
/// <param name="standard">What holds where nothing is given.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class EmptyColumnAttribute(object? standard = null) : ArgumentTransformationAttribute
{
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text && string.IsNullOrWhiteSpace(text) ? standard : inputData;
    }
}
