namespace TempCardIssuance.Core.Certificates;

/// <summary>What names a holder has in a certificate, beside its subject (RFC 5280, 4.2.1.6).</summary>
public enum NameKind
{
    /// <summary>User principal name of a Windows account, name@domain.</summary>
    Upn,

    /// <summary>Mail address (RFC 5321, 4.1.2), in ASCII.</summary>
    Email,

    /// <summary>Host name.</summary>
    Dns,

    /// <summary>Absolute, such as urn:uuid of FIPS 201-3, 4.2.2.</summary>
    Uri,

    /// <summary>Kerberos principal, name@REALM (RFC 4556, 3.2.2).</summary>
    Principal,
}

/// <summary>A name that a certificate is to have.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">The name, or a template for it with placeholders.</param>
public sealed record CertificateName(NameKind Kind, string Value);
