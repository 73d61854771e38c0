using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads addresses.</summary>
internal static class AddressValues
{
    public static Uri? Address(this YamlSection section, string key, params string[] schemes)
    {
        if (section.Text(key) is not { } text)
            return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) && schemes.Contains(uri.Scheme, StringComparer.Ordinal))
        {
            if (uri.UserInfo.Length == 0)
                return uri;
            section.Error(key, $"{key} must not hold a user name or password");
            return null;
        }

        string wanted = string.Join(" or ", schemes.Select(s => s + ":"));
        section.Error(key, $"{key} must be an address that begins with {wanted}");
        return null;
    }
}
