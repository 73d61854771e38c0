using System.Management.Automation;
using System.Management.Automation.Host;
using TempCardIssuance.Composition.Wording;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// What a user has to know who stopped a pipeline. The streams of its cmdlets are closed by then; the host is not.
/// </summary>
internal static class LastWords
{
    /// <summary>How the batch stands, and how to go on with it.</summary>
    public static void Say(PSHost host, CardBatch batch, OperationWords words)
    {
        try
        {
            host.UI?.WriteWarningLine(BatchWords.Summary(batch));
            foreach (Remedy step in BatchWords.NextSteps(batch))
                host.UI?.WriteWarningLine(step.In(words));
        }
        catch (Exception e) when (e is RuntimeException or InvalidOperationException or NotSupportedException
            or NotImplementedException or IOException)
        {
            // A host without a user, or one that is gone.
        }
    }
}
