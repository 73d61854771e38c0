using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Settings;

/// <summary>The keys of the names that a certificate has beside its subject.</summary>
internal sealed record NameKeys(IReadOnlyList<CertificateName> Names)
{
    public static NameKeys Bind(Keys keys, NameKeys? value) => new(
    [
        .. Read(keys, value, "upn", NameKind.Upn, "User principal name (Windows), such as '{upn}'."),
        .. Read(keys, value, "email", NameKind.Email, "Mail address, such as '{email}'."),
        .. Read(keys, value, "dns", NameKind.Dns, "Host name."),
        .. Read(keys, value, "uri", NameKind.Uri, "URI, such as 'urn:uuid:{cardGuid}' (FIPS 201-3, 4.2.2)."),
        .. Read(
            keys, value, "principal", NameKind.Principal, "Kerberos principal, such as '{uid}@EXAMPLE.ORG' (RFC 4556)."),
    ]);

    private static IEnumerable<CertificateName> Read(
        Keys keys, NameKeys? value, string key, NameKind kind, string text)
    {
        string? name = keys.Text(
            key, text, value?.Names.FirstOrDefault(n => n.Kind == kind)?.Value, TextTemplate.Form);
        return name is null ? [] : [new CertificateName(kind, name)];
    }
}
