using System.Management.Automation;
using System.Management.Automation.Host;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>
/// Has the engine ask whether to go on, and sees to it that nobody waits for an answer that can't come.
/// </summary>
internal static class Confirmation
{
    /// <exception cref="TempCardException"><see cref="ErrorIds.ConfirmationRequired"/>.</exception>
    public static bool Ask(PSCmdlet cmdlet, bool wantsAnswer, Func<bool> ask)
    {
        if (wantsAnswer && IsUnattended(cmdlet))
            throw Required(cmdlet, inner: null);
        try
        {
            return ask();
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException)
        {
            // pwsh -NonInteractive, and hosts without a user.
            throw Required(cmdlet, e);
        }
    }

    /// <summary>Whether the engine would ask: as -Confirm, the preferences and the impact of the cmdlet say.</summary>
    /// <param name="cmdlet">The cmdlet.</param>
    /// <param name="confirmPreference">The value of $ConfirmPreference.</param>
    /// <param name="isWhatIf">Whether nothing is done.</param>
    /// <param name="impact">Null: the one of the cmdlet.</param>
    public static bool WantsAnswer(
        PSCmdlet cmdlet, object? confirmPreference, bool isWhatIf, ConfirmImpact? impact = null)
    {
        if (isWhatIf)
            return false;
        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out object? bound))
            return LanguagePrimitives.IsTrue(bound);
        var attribute = (CmdletAttribute)Attribute.GetCustomAttribute(cmdlet.GetType(), typeof(CmdletAttribute))!;
        return LanguagePrimitives.TryConvertTo(confirmPreference, out ConfirmImpact preference)
            && preference != ConfirmImpact.None
            && (impact ?? attribute.ConfirmImpact) >= preference;
    }

    /// <summary>
    /// From cron or a service pwsh has no user either, but it asks all the same unless it was started with
    /// -NonInteractive, and then fails without a word or waits for good.
    /// </summary>
    private static bool IsUnattended(PSCmdlet cmdlet) => cmdlet.Host.Name == "ConsoleHost" && Console.IsInputRedirected;

    private static TempCardException Required(PSCmdlet cmdlet, Exception? inner) => new(
        ErrorIds.ConfirmationRequired,
        ErrorKind.InvalidState,
        $"{cmdlet.MyInvocation.MyCommand.Name} has to ask first, and nobody can answer here.",
        cmdlet.MyInvocation.MyCommand.Parameters.ContainsKey("Force")
            ? "Say that it may go on with -Force or -Confirm:$false."
            : "Say that it may go on with -Confirm:$false.",
        target: null,
        inner);
}
