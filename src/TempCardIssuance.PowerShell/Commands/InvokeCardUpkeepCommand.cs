using System.Management.Automation;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Does what has to happen though nobody issues.</summary>
/// <remarks>
/// <para>
/// Writes down which loans and shelf lives have ended, tells the organisation's own systems what waits to be told,
/// revokes the certificates of cards that did not come back in time and whatever else is to be revoked, renews
/// revocation lists, and forgets holders after retention.holderDays. Any number of computers may do it at once. It
/// belongs on a timer of a computer that has the passwords of the authorities and the program of handOver, each quarter
/// of an hour; examples/upkeep has one for systemd and one for Windows.
/// </para>
/// <para>
/// The store knows when it last ran: commands warn where that is longer ago than upkeepHours of the configuration, and
/// -Check is for monitoring.
/// </para>
/// </remarks>
/// <example>
/// <para>See what there is to do</para>
/// <code>Invoke-CardUpkeep -WhatIf</code>
/// </example>
/// <example>
/// <para>Do it, and stop a runbook where something is left</para>
/// <code>if (-not (Invoke-CardUpkeep).IsDone) { throw 'Something waits.' }</code>
/// </example>
/// <example>
/// <para>Ask whether it runs as it should</para>
/// <code>Invoke-CardUpkeep -Check</code>
/// </example>
/// <seealso cref="GetCardHandOverCommand"/>
/// <seealso cref="GetTemporaryCardCommand"/>
[Cmdlet(VerbsLifecycle.Invoke, "CardUpkeep", SupportsShouldProcess = true)]
[OutputType(typeof(UpkeepResult), typeof(UpkeepTime))]
public sealed class InvokeCardUpkeepCommand : SessionCmdlet
{
    /// <summary>Does nothing, gives when it last ran, and ends with an error where it should have run by now.</summary>
    [Parameter]
    public SwitchParameter Check { get; set; }

    protected override void ProcessRecord() => RunItem(() =>
    {
        if (Check)
            WriteObject(Wait(Session.Upkeep.CheckAsync));
        else
            Do(Wait(Session.Upkeep.PlanAsync), WriteObject);
    });
}
