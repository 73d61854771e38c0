using System.Management.Automation;
using System.Management.Automation.Host;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Secrets between people, the engine and the core. No text is made of them.</summary>
internal static class SecretPrompt
{
    /// <summary>Asks for a secret, hidden; null: there is nobody to ask.</summary>
    public static SecretBytes? Ask(PSCmdlet cmdlet, string question)
    {
        if (cmdlet.Host.Name == "ConsoleHost" && Console.IsInputRedirected)
            return null;
        try
        {
            cmdlet.Host.UI.Write($"{question}: ");
            using SecureString typed = cmdlet.Host.UI.ReadLineAsSecureString();
            return typed is null ? null : Of(typed);
        }
        catch (Exception e) when (e is HostException or PSInvalidOperationException or NotImplementedException)
        {
            // pwsh -NonInteractive, and hosts without a user.
            return null;
        }
    }

    /// <summary>The same as UTF-8.</summary>
    public static SecretBytes Of(SecureString text)
    {
        nint unmanaged = Marshal.SecureStringToGlobalAllocUnicode(text);
        char[] characters = GC.AllocateUninitializedArray<char>(text.Length, pinned: true);
        try
        {
            Marshal.Copy(unmanaged, characters, 0, text.Length);
            var bytes = new SecretBytes(Encoding.UTF8.GetByteCount(characters));
            Encoding.UTF8.GetBytes(characters, bytes.Span);
            return bytes;
        }
        finally
        {
            Array.Clear(characters);
            Marshal.ZeroFreeGlobalAllocUnicode(unmanaged);
        }
    }

    /// <summary>Digits as the engine keeps secrets; outside Windows that is plain memory.</summary>
    public static SecureString Secure(SecretBytes digits)
    {
        var text = new SecureString();
        foreach (byte digit in digits.Span)
            text.AppendChar((char)digit);
        text.MakeReadOnly();
        return text;
    }
}
