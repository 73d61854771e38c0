using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace TempCardIssuance.Core.Files;

/// <summary>
/// What Windows has in place of modes: files and folders of the account that makes them, the system and the
/// administrators alone, whatever the folder above gives others (a protected DACL, [MS-DTYP] 2.4.5 and 2.4.6).
/// </summary>
[SupportedOSPlatform("windows")]
public static class WindowsRights
{
    private const InheritanceFlags Below = InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit;

    private const FileSystemRights Reads = FileSystemRights.ReadData;

    private const FileSystemRights Writes = FileSystemRights.WriteData
        | FileSystemRights.AppendData
        | FileSystemRights.ChangePermissions
        | FileSystemRights.TakeOwnership;

    private static readonly SecurityIdentifier LocalSystem = new(WellKnownSidType.LocalSystemSid, null);

    private static readonly SecurityIdentifier Administrators = new(WellKnownSidType.BuiltinAdministratorsSid, null);

    /// <summary>Opens a file; one that is made is private.</summary>
    public static FileStream Open(string file, FileStreamOptions options)
    {
        var security = new FileSecurity();
        Protect(security, InheritanceFlags.None);
        return new FileInfo(file).Create(
            options.Mode, Rights(options.Access), options.Share, options.BufferSize, options.Options, security);
    }

    /// <summary>Makes a private folder; one that is there is left as it is.</summary>
    public static void CreateFolder(string folder)
    {
        var security = new DirectorySecurity();
        Protect(security, Below);
        security.CreateDirectory(folder);
    }

    /// <summary>Who else than those named above, and the owner, can read or change a file or what is in a folder.</summary>
    /// <returns>
    /// Names of accounts; where one has no name, its identifier. None where this account may not see the rights: it can't
    /// read the file either, which is told where that is tried.
    /// </returns>
    public static IReadOnlyList<string> Others(string path) => Others(path, Reads | Writes);

    /// <summary>Who else can change it.</summary>
    /// <inheritdoc cref="Others(string)"/>
    public static IReadOnlyList<string> OtherWriters(string path) => Others(path, Writes);

    /// <summary>The command that makes a file or a folder private.</summary>
    public static string Command(string path) =>
        $"icacls \"{path}\" /inheritance:r /grant:r \"%USERNAME%:F\" \"*{LocalSystem.Value}:F\" \"*{Administrators.Value}:F\"";

    private static string[] Others(string path, FileSystemRights rights)
    {
        try
        {
            return Others(
                Directory.Exists(path) ? new DirectoryInfo(path).GetAccessControl() : new FileInfo(path).GetAccessControl(),
                rights);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static string[] Others(FileSystemSecurity security, FileSystemRights rights)
    {
        IdentityReference? owner = security.GetOwner(typeof(SecurityIdentifier));
        return
        [
            .. security.GetAccessRules(includeExplicit: true, includeInherited: true, typeof(SecurityIdentifier))
                .OfType<FileSystemAccessRule>()
                .Where(rule => rule.AccessControlType == AccessControlType.Allow
                    && (rule.FileSystemRights & rights) != default
                    && !rule.PropagationFlags.HasFlag(PropagationFlags.InheritOnly))
                .Select(rule => (SecurityIdentifier)rule.IdentityReference)
                .Where(account => account != owner && !IsTrusted(account))
                .Distinct()
                .Select(Name),
        ];
    }

    private static void Protect(FileSystemSecurity security, InheritanceFlags inheritance)
    {
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        foreach (SecurityIdentifier account in (SecurityIdentifier[])[Own(), LocalSystem, Administrators])
        {
            security.AddAccessRule(new FileSystemAccessRule(
                account, FileSystemRights.FullControl, inheritance, PropagationFlags.None, AccessControlType.Allow));
        }
    }

    private static bool IsTrusted(SecurityIdentifier account) =>
        account == LocalSystem
        || account == Administrators
        || account == Own()
        || account.IsWellKnown(WellKnownSidType.CreatorOwnerSid);

    private static SecurityIdentifier Own()
    {
        using var identity = WindowsIdentity.GetCurrent();
        return identity.User!;
    }

    private static string Name(SecurityIdentifier account)
    {
        try
        {
            return account.Translate(typeof(NTAccount)).Value;
        }
        catch (IdentityNotMappedException)
        {
            return account.Value;
        }
    }

    private static FileSystemRights Rights(FileAccess access) => access switch
    {
        FileAccess.Read => FileSystemRights.Read,
        FileAccess.Write => FileSystemRights.Write,
        _ => FileSystemRights.Read | FileSystemRights.Write,
    };
}
