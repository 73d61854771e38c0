using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Keys, requests and certificates of a card. While the authority works on one request, the card makes the next key.
/// </summary>
/// <param name="application">The card.</param>
/// <param name="signer">Signs with the keys.</param>
/// <param name="attestation">What the card can prove.</param>
/// <param name="progress">Is told each step.</param>
/// <param name="selectAnew">Selects the application after a write that failed, and authenticates again.</param>
internal sealed class PivCertificateWriter(
    PivApplication application,
    PivSigner signer,
    PivAttestation attestation,
    IProgress<ChipStep> progress,
    Func<bool> selectAnew)
{
    /// <summary>What every card has room for in the object of a certificate (SP 800-73-4 Part 1, table 7).</summary>
    private const int GuaranteedLength = 1905;

    public async Task RunAsync(
        IReadOnlyList<ChipCertificate> certificates, CertificateIssuer issuer, CancellationToken cancellationToken)
    {
        var keys = new List<CardKey>();
        var orders = new List<Task<byte[]>>();
        try
        {
            foreach (ChipCertificate certificate in certificates)
            {
                CardKey key = GenerateKey(certificate);
                keys.Add(key);
                KeyAttestation? attested = Attest(key, certificate.Profile);
                byte[] request = PivDriver.Chip.Signs(certificate.Profile) ? MakeRequest(key, certificate, attested) : [];
                var made = new KeyToCertify(key.PublicKey.ExportSubjectPublicKeyInfo(), request)
                {
                    Attestation = attested,
                };
                orders.Add(issuer(certificate, made, cancellationToken));
            }

            foreach ((CardKey key, Task<byte[]> order) in keys.Zip(orders))
                Write(key, await order);
            WriteHistory([.. keys.Select(key => key.Slot).Where(slot => slot.IsRetired)]);
        }
        finally
        {
            keys.ForEach(key => key.Dispose());
        }
    }

    private CardKey GenerateKey(ChipCertificate certificate)
    {
        CertificateProfile profile = certificate.Profile;
        var slot = PivSlot.Get(profile.Slot);
        string step = Report("key", slot);
        CommandApdu command = PivCommands.GenerateKeyPair(
            slot, PivKeyType.Of(profile.KeyType).Algorithm, profile.PinPolicy, profile.TouchPolicy);
        ReadOnlyMemory<byte> made = application.Require(step, command);
        CheckPolicies(step, slot, profile);
        return CardKey.Parse(slot, profile.KeyType, made, profile.PinPolicy, profile.TouchPolicy);
    }

    private KeyAttestation? Attest(CardKey key, CertificateProfile profile)
    {
        if (profile.Attest == AttestationDemand.Off)
            return null;
        Report("attest", key.Slot);
        return attestation.Attest(key, profile);
    }

    private void CheckPolicies(string step, PivSlot slot, CertificateProfile profile)
    {
        if (!profile.HasPolicies)
            return;
        PivMetadata? told = application.ReadMetadata(slot.Key, step);
        if ((profile.PinPolicy != PinUse.Default && told?.Pin != profile.PinPolicy)
            || (profile.TouchPolicy != TouchPolicy.Default && told?.Touch != profile.TouchPolicy))
        {
            throw PivErrors.NotVerified(step, "the card does not tell the policies for PIN and touch that were asked for");
        }
    }

    private byte[] MakeRequest(CardKey key, ChipCertificate certificate, KeyAttestation? attested)
    {
        string step = Report("request", key.Slot);
        var request = new CertificateRequest(
            new X500DistinguishedName(certificate.Subject), key.PublicKey, key.Spec.Hash);
        IReadOnlyList<X509Extension> proof = certificate.Profile.AttestInRequest ? attested?.ToExtensions() ?? [] : [];
        foreach (X509Extension extension in certificate.Extensions.Concat(proof))
            request.CertificateExtensions.Add(extension);
        return request.CreateSigningRequest(new CardSignatureGenerator(key, signer, step));
    }

    private void Write(CardKey key, byte[] certificate)
    {
        string step = Report("certificate", key.Slot);
        CheckCertificate(step, key, certificate);
        byte[] content = Put(step, key.Slot, certificate);

        step = Report("verify", key.Slot);
        if (application.ReadObject(step, key.Slot.Certificate) is not { } stored || !stored.Span.SequenceEqual(content))
            throw PivErrors.NotVerified(step, "the card does not give back the certificate that was written");
        signer.Prove(step, key);
    }

    /// <summary>Where there is no such object, whoever reads the card looks at the certificates themselves.</summary>
    private void WriteHistory(PivSlot[] retired)
    {
        const string Step = "key history";
        if (retired.Length == 0)
            return;
        progress.Report(new ChipStep(Step));
        byte[] content = KeyHistory.Encode(retired);
        if (!application.TryWriteObject(Step, PivObject.KeyHistory, content))
        {
            selectAnew();
            progress.Report(new ChipStep(Step, "left as it is"));
        }
        else if (application.ReadObject(Step, PivObject.KeyHistory) is not { } stored
            || !stored.Span.SequenceEqual(content))
        {
            throw PivErrors.NotVerified(Step, "the card does not give back what was written");
        }
    }

    /// <summary>
    /// Writes a certificate, compressed if it is too large as it is; every reader of PIV cards takes both (SP 800-73-4
    /// Part 1, appendix A). How large an object may be no card tells before.
    /// </summary>
    /// <returns>What was written.</returns>
    private byte[] Put(string step, PivSlot slot, byte[] certificate)
    {
        byte[] content = CertificateObject.Encode(certificate);
        if (HasRoom(step, slot, content))
            return content;
        byte[] compressed = CertificateObject.EncodeCompressed(certificate);
        selectAnew();
        return HasRoom(step, slot, compressed) ? compressed : throw TooLarge(slot, content.Length, compressed.Length);
    }

    private bool HasRoom(string step, PivSlot slot, byte[] content)
    {
        ResponseApdu response = application.Transmit(PivCommands.PutData(slot.Certificate, content));
        if (response.Status == StatusWord.NotEnoughMemory || (content.Length > GuaranteedLength && IsVague(response)))
            return false;
        return response.IsSuccess ? true : throw PivErrors.Refused(step, response.Status);
    }

    private static void CheckCertificate(string step, CardKey key, byte[] bytes)
    {
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(bytes);
            if (key.Matches(certificate))
                return;
        }
        catch (CryptographicException e)
        {
            throw new TempCardException(
                ErrorIds.CertificateRefused,
                ErrorKind.Unavailable,
                "What the authority gave can't be read as a certificate.",
                "Check the settings of the authority.",
                step,
                e);
        }

        throw PivErrors.NotVerified(step, "the authority's certificate is for another key than the card's");
    }

    /// <summary>What cards say that come upon the end of their memory without having looked at the length.</summary>
    private static bool IsVague(ResponseApdu response) =>
        response.Status.Sw1 is 0x6F || response.Status == StatusWord.WrongLength;

    private static TempCardException TooLarge(PivSlot slot, int length, int compressed) => new(
        ErrorIds.CertificateTooLarge,
        ErrorKind.Device,
        $"The certificate for slot {slot} needs {length} bytes, or {compressed} compressed, which the card has no room for.",
        "Let the authority issue smaller certificates (fewer extensions, ECC instead of RSA), or use other cards.",
        slot.Name);

    /// <summary>Reports a step, and gives the name it has in errors.</summary>
    private string Report(string step, PivSlot slot)
    {
        progress.Report(new ChipStep(step, slot.Name));
        return $"{step} {slot}";
    }
}
