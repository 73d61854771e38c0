namespace TempCardIssuance.Devices.Piv;

/// <summary>What a card shows of itself; nothing on it is changed to see it, and no key or PIN is tried.</summary>
/// <param name="Chuid">Null where there is none.</param>
/// <param name="ManagementKey">Null where the card does not tell; so with PIN and PUK.</param>
/// <param name="Pin">What it tells of the PIN.</param>
/// <param name="Puk">What it tells of the PUK.</param>
/// <param name="PinTries">Tries left of the PIN; null: not told.</param>
/// <param name="Certificates">The slots with a certificate.</param>
/// <param name="Keys">The slots with a key pair; only of cards that have metadata.</param>
internal sealed record PivLook(
    Chuid? Chuid,
    PivMetadata? ManagementKey,
    PivMetadata? Pin,
    PivMetadata? Puk,
    int? PinTries,
    IReadOnlyList<PivSlot> Certificates,
    IReadOnlyList<PivSlot> Keys)
{
    /// <summary>Those with a certificate or a key.</summary>
    public IEnumerable<PivSlot> Occupied => Certificates.Union(Keys);

    /// <param name="application">Selected.</param>
    /// <param name="chuid">Has been read by whoever identified the card.</param>
    /// <exception cref="Core.Errors.TempCardException"><see cref="Core.Errors.ErrorIds.CardError"/>.</exception>
    public static PivLook Take(PivApplication application, Chuid? chuid)
    {
        PivMetadata? managementKey = application.ReadMetadata(PivReference.ManagementKey);
        PivMetadata? pin = application.ReadMetadata(PivPin.Pin.Reference);
        int? tries = pin?.TriesLeft ?? new PivPins(application).QueryTries(PivPin.Pin);
        PivMetadata? puk = application.ReadMetadata(PivPin.Puk.Reference);
        return new PivLook(
            chuid,
            managementKey,
            pin,
            puk,
            tries,
            [.. PivSlot.Main.Where(slot => HasCertificate(application, slot)), .. RetiredCertificates(application)],
            [.. PivSlot.Main.Where(slot => application.HasKey(slot) == true), .. RetiredKeys(application)]);
    }

    private static bool HasCertificate(PivApplication application, PivSlot slot) =>
        CertificateObject.HasCertificate(application.ReadObject($"certificate {slot}", slot.Certificate));

    /// <summary>A card that says of the first that it knows no such object has no retired ones.</summary>
    private static IEnumerable<PivSlot> RetiredCertificates(PivApplication application)
    {
        if (!application.KnowsObject(PivSlot.Retired[0].Certificate, out ReadOnlyMemory<byte>? first))
            return [];
        return PivSlot.Retired.Where((slot, i) =>
            i == 0 ? CertificateObject.HasCertificate(first) : HasCertificate(application, slot));
    }

    /// <summary>So with keys.</summary>
    private static IEnumerable<PivSlot> RetiredKeys(PivApplication application)
    {
        bool? first = application.HasKey(PivSlot.Retired[0]);
        return first is null
            ? []
            : PivSlot.Retired.Where((slot, i) => i == 0 ? first.Value : application.HasKey(slot) == true);
    }
}
