using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Has a card prove that it made a key itself, and verifies it: as the makers of YubiKey document it ("PIV attestation").
/// </summary>
internal sealed class PivAttestation(PivApplication application, AttestationMakers makers, PivIdentification card)
{
    /// <summary>Whether the card can attest, and its maker is known, as far as the profile needs it.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AttestationFailed"/>, <see cref="ErrorIds.ConfigurationInvalid"/>.
    /// </exception>
    public void Check(CertificateProfile profile)
    {
        if (profile.Attest == AttestationDemand.Off)
            return;
        using X509Certificate2? signer = FindSigner(out string? problem);
        if (signer is null && profile.Attest == AttestationDemand.Required)
            throw PivErrors.NotAttested(PivSlot.Get(profile.Slot), problem!);
    }

    /// <returns>Null where the card can't, and the profile lets it go without.</returns>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.AttestationFailed"/>, <see cref="ErrorIds.ConfigurationInvalid"/>.
    /// </exception>
    public KeyAttestation? Attest(CardKey key, CertificateProfile profile)
    {
        using X509Certificate2? signer = FindSigner(out string? problem);
        ResponseApdu? response = signer is null ? null : application.Transmit(PivCommands.Attest(key.Slot));
        if (response is { IsSuccess: false, Status: var status })
            problem = $"it answers SW {status} ({status.Meaning})";
        if (signer is null || response is not { IsSuccess: true })
        {
            return profile.Attest == AttestationDemand.Required
                ? throw PivErrors.NotAttested(key.Slot, problem!)
                : null;
        }

        using X509Certificate2 statement = Load(response.Data)
            ?? throw PivErrors.NotAttested(key.Slot, "its statement can't be read as a certificate");
        string? wrong = makers.Vouch(statement, signer)
            ? AttestedKey.Problem(statement, key, profile, card.Serial)
            : "its statement is not signed with the card's own key";
        return wrong is null
            ? new KeyAttestation(statement.RawData, signer.RawData)
            : throw PivErrors.NotAttested(key.Slot, wrong);
    }

    /// <summary>The certificate of the key with which the card attests; null with what is wrong with it.</summary>
    private X509Certificate2? FindSigner(out string? problem)
    {
        // Cards that have no such object say so in many ways.
        ResponseApdu response = application.Transmit(PivCommands.GetLongData(PivObject.Attestation));
        ReadOnlyMemory<byte>? content = response.IsSuccess ? Tlv.Find(response.Data, 0x53) : null;
        X509Certificate2? signer = CertificateObject.HasCertificate(content)
            ? Load(Tlv.Find(content!.Value, 0x70)!.Value)
            : null;
        problem = signer is null ? "it has no key for that"
            : makers.Vouch(signer) ? null
            : "its maker is none of those in card.attestationRoots";
        if (problem is null)
            return signer;
        signer?.Dispose();
        return null;
    }

    private static X509Certificate2? Load(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            return X509CertificateLoader.LoadCertificate(bytes.Span);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
