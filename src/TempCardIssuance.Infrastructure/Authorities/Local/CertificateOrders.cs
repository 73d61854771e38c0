using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Pkcs;
using Org.BouncyCastle.Security;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>Checks what an authority is asked for.</summary>
internal static class CertificateOrders
{
    /// <summary>
    /// The public key of an order, of the type the profile asks for. Its owner has shown by the request's signature
    /// that the private key is theirs; where the key is for key agreement alone, the station vouches for it.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.CertificateRefused"/>.</exception>
    public static PublicKey CheckKey(CertificateOrder order)
    {
        PublicKey key;
        try
        {
            key = order.Request.IsEmpty ? Bare(order) : Signed(order);
        }
        catch (Exception e) when (e is CryptographicException or NotSupportedException)
        {
            throw Refuse(order, $"its request is not well formed or not signed by its own key ({e.Message})", e);
        }

        return KeySpec.Of(key)?.Type == order.Profile.KeyType
            ? key
            : throw Refuse(order, $"its key is not of the type {order.Profile.KeyType} that the profile asks for");
    }

    /// <summary>Verifies the signature; extensions that the card wishes for are not taken over.</summary>
    private static PublicKey Signed(CertificateOrder order)
    {
        byte[] request = order.Request.ToArray();
        // .NET can't verify what these keys sign.
        bool isOther = KeySpec.Of(order.Profile.KeyType).Identifier is not null;
        PublicKey key = CertificateRequest.LoadSigningRequest(
            request,
            HashAlgorithmName.SHA256,
            isOther ? CertificateRequestLoadOptions.SkipSignatureValidation : CertificateRequestLoadOptions.Default,
            RSASignaturePadding.Pkcs1).PublicKey;
        return !isOther || IsSignedByItself(request)
            ? key
            : throw new CryptographicException("The signature is not by the key.");
    }

    private static bool IsSignedByItself(byte[] request)
    {
        try
        {
            return new Pkcs10CertificationRequest(request).Verify();
        }
        catch (Exception e) when (e is GeneralSecurityException or ArgumentException or InvalidOperationException)
        {
            throw new CryptographicException(e.Message, e);
        }
    }

    private static PublicKey Bare(CertificateOrder order)
    {
        CertificateProfile profile = order.Profile;
        if (SlotUsage.KeyUsage(profile.Slot, profile.KeyType) != X509KeyUsageFlags.KeyAgreement)
            throw Refuse(order, "there is no request that its key has signed");
        var key = PublicKey.CreateFromSubjectPublicKeyInfo(order.PublicKey.Span, out int read);
        return read == order.PublicKey.Length ? key : throw new CryptographicException("There is more behind the key.");
    }

    public static TempCardException Refuse(CertificateOrder order, string why, Exception? inner = null) => new(
        ErrorIds.CertificateRefused,
        ErrorKind.InvalidData,
        $"The certificate '{order.Profile.Name}' for card {order.CardNumber} was refused: {why}.",
        "Correct the profile or the request's fields, then repeat the production.",
        order.CardNumber,
        inner);
}
