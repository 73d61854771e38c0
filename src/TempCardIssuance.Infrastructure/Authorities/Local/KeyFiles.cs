namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What belongs to one of an authority's keys; the names of the first have no number.</summary>
/// <param name="Folder">The folder of the authority.</param>
/// <param name="Key">Which, from 1.</param>
internal sealed record KeyFiles(string Folder, int Key)
{
    public string Certificate => Of("ca", ".crt");

    /// <summary>PKCS#8, encrypted.</summary>
    public string PrivateKey => Of("ca", ".key");

    /// <summary>Certificates of the authorities above it, PEM; not there where none are known.</summary>
    public string Issuers => Of("issuers", ".crt");

    /// <summary>A certificate for this key that the one before has signed ("new with old", RFC 9810, 4.4).</summary>
    public string Link => Of("link", ".crt");

    public string ListDer => Of("crl", ".der");

    public string ListPem => Of("crl", ".pem");

    /// <summary>A name for something of this key: <c>cards.crl</c> becomes <c>cards-2.crl</c>.</summary>
    public string NameOf(string name) =>
        NameOf(System.IO.Path.GetFileNameWithoutExtension(name), System.IO.Path.GetExtension(name));

    private string Of(string name, string extension) => System.IO.Path.Combine(Folder, NameOf(name, extension));

    private string NameOf(string name, string extension) => Key == 1 ? name + extension : $"{name}-{Key}{extension}";
}
