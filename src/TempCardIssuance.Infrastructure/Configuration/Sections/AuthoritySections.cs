using System.Security.Cryptography;
using System.Text.RegularExpressions;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads <c>authorities</c> and <c>certificates</c>.</summary>
internal static partial class AuthoritySections
{
    internal static readonly Choice<AuthorityType>[] Types =
    [
        new("local", AuthorityType.Local),
        new("est", AuthorityType.Est),
    ];

    internal static readonly Choice<KeyType>[] KeyTypes =
        [.. KeySpec.All.Select(key => new Choice<KeyType>(key.Word, key.Type))];

    /// <summary>SP 800-73-4 Part 1, table 4b: those that a certificate is for.</summary>
    private static readonly Choice<string>[] Slots =
    [
        new("9A", "9A"),
        new("9C", "9C"),
        new("9D", "9D"),
        new("9E", "9E"),
    ];

    private static readonly string[] LocalKeys = ["path", "password", "subject", "crlUrl"];
    private static readonly string[] EstKeys = ["url", "credentials"];

    public static Dictionary<string, AuthorityConfiguration> Authorities(YamlSection root, string folder)
    {
        var authorities = new Dictionary<string, AuthorityConfiguration>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, YamlSection authority) in root.NamedSections("authorities"))
            authorities.Add(name, Authority(name, authority, folder));
        return authorities;
    }

    public static Dictionary<string, CertificateProfile> Certificates(
        YamlSection root, IReadOnlyCollection<string> authorities)
    {
        var profiles = new Dictionary<string, CertificateProfile>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, YamlSection profile) in root.NamedSections("certificates"))
            profiles.Add(name, Profile(name, profile, authorities));
        return profiles;
    }

    private static AuthorityConfiguration Authority(string name, YamlSection authority, string folder)
    {
        authority.Require("type");
        AuthorityType type = authority.Choice("type", AuthorityType.Local, Types);
        string? path = authority.Text("path");
        var configuration = new AuthorityConfiguration
        {
            Name = name,
            Type = type,
            Path = path is null ? null : Path.GetFullPath(path, folder),
            Password = authority.Secret("password", folder),
            Subject = Subject(authority, "subject"),
            CrlUrl = authority.Address("crlUrl", "http", "https", "ldap"),
            Url = authority.Address("url", "https"),
            Credentials = authority.Secret("credentials", folder),
        };
        authority.End();
        if (authority.Has("type"))
            CheckKeysOfType(authority, type);
        return configuration;
    }

    private static void CheckKeysOfType(YamlSection authority, AuthorityType type)
    {
        if (type == AuthorityType.Local)
        {
            authority.Require("path");
            authority.Require("password");
            foreach (string key in EstKeys)
                authority.Refuse(key, "is for type: est");
        }
        else
        {
            authority.Require("url");
            foreach (string key in LocalKeys)
                authority.Refuse(key, "is for type: local");
        }
    }

    private static CertificateProfile Profile(
        string name, YamlSection profile, IReadOnlyCollection<string> authorities)
    {
        string authority = profile.RequiredText("authority");
        if (authority.Length > 0 && !authorities.Contains(authority, StringComparer.OrdinalIgnoreCase))
            profile.NotOneOf("authority", $"there is no authority '{authority}'", authority, [.. authorities]);
        profile.Require("slot");
        profile.Require("key");
        profile.Require("subject");
        var configuration = new CertificateProfile
        {
            Name = name,
            Slot = profile.Choice("slot", "9A", Slots),
            KeyType = profile.Choice("key", KeyType.EccP256, KeyTypes),
            Authority = authority,
            Subject = Subject(profile, "subject") ?? "",
            ValidityDays = profile.Has("validityDays") ? profile.Number("validityDays", 1, 1, 3650) : null,
            ExtendedKeyUsages = ExtendedKeyUsages(profile),
        };
        profile.End();
        return configuration;
    }

    private static List<string> ExtendedKeyUsages(YamlSection profile)
    {
        var usages = new List<string>();
        foreach (YamlListItem item in profile.Texts("extendedKeyUsages"))
        {
            if (!DottedOid().IsMatch(item.Text))
            {
                profile.Error(
                    item,
                    $"'{item.Text}' must be an object identifier in digits and dots, such as 1.3.6.1.5.5.7.3.2");
            }

            usages.Add(item.Text);
        }

        return usages;
    }

    /// <summary>A distinguished name; tried out with its placeholders filled in.</summary>
    private static string? Subject(YamlSection section, string key)
    {
        if (section.Text(key) is not { } text)
            return null;
        try
        {
            var values = TextTemplate.Placeholders(text)
                .Distinct(StringComparer.Ordinal)
                .ToDictionary(name => name, _ => "x", StringComparer.Ordinal);
            _ = TextTemplate.FillName(text, values);
            return text;
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException)
        {
            section.Error(key, $"{key} must be a distinguished name, such as 'CN=Temporary card {{cardNumber}}'");
            return null;
        }
    }

    [GeneratedRegex(@"^[0-2](\.[0-9]+)+$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex DottedOid();
}
