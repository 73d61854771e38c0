namespace TempCardIssuance.Core.Errors;

/// <content>Authorities, certificates, and whom PINs are sealed for.</content>
public static partial class ErrorIds
{
    /// <summary>No authority has this name.</summary>
    public const string AuthorityNotFound = "TempCard.AuthorityNotFound";

    /// <summary>The authority can't be reached or can't work now.</summary>
    public const string AuthorityNotReady = "TempCard.AuthorityNotReady";

    /// <summary>
    /// A file of the authority is missing while others are there; a new authority is not made over them.
    /// </summary>
    public const string AuthorityIncomplete = "TempCard.AuthorityIncomplete";

    /// <summary>The authority's own certificate is no CA, or may not sign certificates or revocation lists.</summary>
    public const string AuthorityUnfit = "TempCard.AuthorityUnfit";

    /// <summary>The authority waits for its certificate, which an authority above it has to make.</summary>
    public const string AuthorityNotInstalled = "TempCard.AuthorityNotInstalled";

    /// <summary>The keys and the certificate of the authority are not kept here.</summary>
    public const string AuthorityNotLocal = "TempCard.AuthorityNotLocal";

    /// <summary>The authority is not one that a certificate is asked for in this way.</summary>
    public const string AuthorityRequestRefused = "TempCard.AuthorityRequestRefused";

    /// <summary>A certificate does not fit the authority that it is to be installed for.</summary>
    public const string AuthorityCertificateRefused = "TempCard.AuthorityCertificateRefused";

    /// <summary>The authority's own certificate ends before the cards would.</summary>
    public const string AuthorityEndsEarly = "TempCard.AuthorityEndsEarly";

    /// <summary>The authority has another key than the store knows of the authority of this name.</summary>
    public const string AuthorityKeyChanged = "TempCard.AuthorityKeyChanged";

    /// <summary>The record of the authority ends before what is known to have been in it.</summary>
    public const string AuthorityWentBack = "TempCard.AuthorityWentBack";

    /// <summary>Another process reads the record of the authority for the first time, which takes a while.</summary>
    public const string AuthorityOpening = "TempCard.AuthorityOpening";

    /// <summary>The authority's folder is where locks do not keep other processes out.</summary>
    public const string AuthorityNotExclusive = "TempCard.AuthorityNotExclusive";

    /// <summary>The store is older than it was when it last ordered a certificate.</summary>
    public const string StoreWentBack = "TempCard.StoreWentBack";

    /// <summary>The authority has issued certificates that the store does not know.</summary>
    public const string CertificatesUnknown = "TempCard.CertificatesUnknown";

    /// <summary>The authority has issued a certificate for this production and profile before.</summary>
    public const string CertificateExists = "TempCard.CertificateExists";

    /// <summary>The authority refused to issue the certificate.</summary>
    public const string CertificateRefused = "TempCard.CertificateRefused";

    /// <summary>The order for a certificate could not be sent to the authority; nothing was issued.</summary>
    public const string AuthorityNotSent = "TempCard.AuthorityNotSent";

    /// <summary>The authority has not answered in the time that a card waits for it.</summary>
    public const string CertificatePending = "TempCard.CertificatePending";

    /// <summary>The authority answered with another certificate than the one that was asked for.</summary>
    public const string CertificateNotAsOrdered = "TempCard.CertificateNotAsOrdered";

    /// <summary>The authority can't revoke, and the configuration names nobody else who can.</summary>
    public const string RevocationUnsupported = "TempCard.RevocationUnsupported";

    /// <summary>The file is no certificate.</summary>
    public const string CertificateFileInvalid = "TempCard.CertificateFileInvalid";

    /// <summary>Nothing is unsettled that was named.</summary>
    public const string NothingUnsettled = "TempCard.NothingUnsettled";

    /// <summary>The certificate does not fit on the card.</summary>
    public const string CertificateTooLarge = "TempCard.CertificateTooLarge";

    /// <summary>The card has not proved that it made a key itself, which the profile asks for.</summary>
    public const string AttestationFailed = "TempCard.AttestationFailed";

    /// <summary>No recipient is configured who could read PIN and PUK.</summary>
    public const string RecipientMissing = "TempCard.RecipientMissing";

    /// <summary>The certificate of a recipient can't be used.</summary>
    public const string RecipientInvalid = "TempCard.RecipientInvalid";
}
