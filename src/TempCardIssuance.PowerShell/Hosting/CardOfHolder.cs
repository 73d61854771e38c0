using System.Management.Automation;
using TempCardIssuance.Core.Cards;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// A card as it is looked at after its production: its table shows who has it until when, in place of who requested it.
/// </summary>
internal static class CardOfHolder
{
    /// <summary>As the view of that name is chosen by.</summary>
    private const string TypeName = "TempCardIssuance.Core.Cards.TemporaryCard#Life";

    public static PSObject Of(TemporaryCard card)
    {
        var shown = PSObject.AsPSObject(card);
        if (shown.TypeNames[0] != TypeName)
            shown.TypeNames.Insert(0, TypeName);
        return shown;
    }
}
