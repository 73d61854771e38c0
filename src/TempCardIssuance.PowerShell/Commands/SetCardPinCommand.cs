using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.PowerShell.Completion;
using TempCardIssuance.PowerShell.Hosting;

namespace TempCardIssuance.PowerShell.Commands;

/// <summary>Lets the holder of a card choose its PIN at the desk.</summary>
/// <remarks>
/// <para>
/// The card is in the reader of a station. Its holder types a new PIN twice; nothing of it is shown, and whoever stands by
/// sees neither PIN nor PUK. What a PIN has to be like is said before. A blocked PIN is unblocked in the same way.
/// </para>
/// <para>
/// The PUK is opened in memory, with a key that need open nothing but PUKs: have them sealed apart with
/// seal.pukRecipients, and name the key as seal.pukKey. The tries of the card are read first; a PUK that the card did not
/// take once is not given to it again, nor where only one try is left.
/// </para>
/// <para>
/// Before the card gets a command the sealed PIN is dropped and letters of the card are void. The audit trail says who did
/// it and why. If it is broken off after that, do it again: the PUK stays.
/// </para>
/// </remarks>
/// <example>
/// <para>See whether the card in the reader is one of ours, and what would be done</para>
/// <code>Set-CardPin -Station training -Reason 'PIN forgotten' -WhatIf</code>
/// </example>
/// <example>
/// <para>Make sure that it is the right card</para>
/// <code>Set-CardPin -Station training -CardNumber T-00003 -Reason 'PIN blocked' -WhatIf</code>
/// </example>
/// <seealso cref="GetCardPinCommand"/>
/// <seealso cref="ResetTemporaryCardCommand"/>
[Cmdlet(VerbsCommon.Set, "CardPin", SupportsShouldProcess = true)]
[OutputType(typeof(TemporaryCard))]
public sealed class SetCardPinCommand : PinKeyCmdlet
{
    /// <summary>The station in whose reader the card is, or is put.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(StationCompleter))]
    public string Station { get; set; } = "";

    /// <summary>The card that it must be; without it whichever it is.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [NamedBy("CardNumber", "Number")]
    [ArgumentCompleter(typeof(CardNumberCompleter))]
    public string? CardNumber { get; set; }

    /// <summary>Why; one line for the audit trail.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    protected override void ProcessRecord() => Run(() =>
    {
        Func<string, SecretBytes?> current = _ => null;
        var request = new PinSetRequest { Station = Station, CardNumber = CardNumber, Reason = Reason };
        Planned<TemporaryCard> planned = Wait(stop => Session.Pins.PlanSetAsync(
            request, ChooseKey(text => current(text)), (choice, problem) => Type(text => current(text), choice, problem), _ => { }, stop));
        if (!ShouldProceed(planned))
            return;
        WriteObject(WaitAsking((ask, stop) =>
        {
            current = ask;
            return planned.ActAsync(stop);
        }));
    });

    /// <summary>The rules first; then twice, hidden.</summary>
    private static (SecretBytes First, SecretBytes Second)? Type(
        Func<string, SecretBytes?> ask, PinChoice choice, string? problem)
    {
        string again = problem is null ? "" : $"That is not taken: {problem}. ";
        if (ask($"{again}New PIN ({choice.Rules})") is not { } first)
            return null;
        if (ask("The same again") is { } second)
            return (first, second);
        first.Dispose();
        return null;
    }
}
