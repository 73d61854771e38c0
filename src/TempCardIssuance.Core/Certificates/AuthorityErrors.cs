using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Certificates;

/// <summary>The errors about authorities that are not what they were.</summary>
public static class AuthorityErrors
{
    /// <param name="name">The authority.</param>
    /// <param name="folder">Where its files are.</param>
    /// <param name="missing">The file that is not there.</param>
    /// <param name="rest">What is there.</param>
    public static TempCardException Incomplete(string name, string folder, string missing, string rest) => new(
        ErrorIds.AuthorityIncomplete,
        ErrorKind.Unavailable,
        $"The authority '{name}' in '{folder}' has no {missing}, but {rest}; no new authority is made over it.",
        $"Put {missing} back from a backup. If another authority is wanted, give it a name and a folder of its own "
            + "under 'authorities'; this one stays there as long as its certificates may have to be revoked.",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="why">What its certificate is or may not do, such as "is no CA".</param>
    public static TempCardException Unfit(string name, string why) => new(
        ErrorIds.AuthorityUnfit,
        ErrorKind.Unavailable,
        $"The certificate of the authority '{name}' {why}; nobody would trust what it signs.",
        "Put a certificate there that may sign certificates and revocation lists, for the same key.",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="isRequested">Whether its key and a request are made.</param>
    public static TempCardException NotInstalled(string name, bool isRequested) => new(
        ErrorIds.AuthorityNotInstalled,
        ErrorKind.Unavailable,
        $"The authority '{name}' has no certificate yet.",
        isRequested
            ? Remedy.Of(
                $"Have an authority above it sign the request; {Operation.InstallAuthorityCertificate.On(name)} takes what "
                + $"that has signed.")
            : Remedy.Of(
                $"{Operation.RequestAuthorityCertificate.On(name)} makes its key and a request for the authority above it; "
                + $"{Operation.InstallAuthorityCertificate.On(name)} takes what that has signed."),
        name);

    /// <param name="name">The authority.</param>
    /// <param name="end">When its certificate ends.</param>
    /// <param name="needed">How long certificates of cards would be valid.</param>
    public static TempCardException EndsEarly(string name, DateTimeOffset end, DateTimeOffset needed) => new(
        ErrorIds.AuthorityEndsEarly,
        ErrorKind.Unavailable,
        $"The certificate of the authority '{name}' ends on {end:u}, before certificates that last until {needed:u}.",
        $"Let cards and certificates last less long (validityDays), or give the authority its next key with "
            + $"{Operation.RequestAuthorityCertificate.With(Parameter.Next)}, where it is kept here.",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="known">The identifier of the key that the store knows.</param>
    /// <param name="found">That of the key that is there; null: there is none.</param>
    public static TempCardException KeyChanged(string name, string known, string? found) => new(
        ErrorIds.AuthorityKeyChanged,
        ErrorKind.Unavailable,
        found is null
            ? $"The store knows the authority '{name}' by its key {known}, and here it does not exist."
            : $"The store knows the authority '{name}' by its key {known}, and here it has the key {found}.",
        "Let the configuration lead to the authority that the other computers use; they share its folder. If it is to "
            + "be replaced, give the new one another name under 'authorities' and in the certificates; the old one "
            + "stays there as long as its certificates may have to be revoked.",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="what">In what it shows, as a sentence.</param>
    public static TempCardException WentBack(string name, string what) => new(
        ErrorIds.AuthorityWentBack,
        ErrorKind.Unavailable,
        $"The authority '{name}' is older than it was: {what}",
        $"Put back the newest copy of its folder that there is. If this is it, {Operation.SettleCertificates} lets it "
            + $"go on from what the store knows.",
        name);

    public static TempCardException NotExclusive(string name, string file) => new(
        ErrorIds.AuthorityNotExclusive,
        ErrorKind.Unavailable,
        $"The authority '{name}' can't be used safely: '{file}' can be locked twice at once, so that several processes "
            + "would write over each other.",
        "Move its folder to a file system with locks (no folder shared with a virtual machine, and NFS not without "
            + "its lock service).",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="production">What it was asked for by a process that died.</param>
    public static TempCardException MayComeYet(string name, string production) => new(
        ErrorIds.AuthorityNotReady,
        ErrorKind.Unavailable,
        $"The authority '{name}' may still be issuing for the production {production}, whose process died; it is asked "
            + "again later.",
        "Nothing has to be done: the next batch, or command that revokes, asks again.",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="unknown">How many certificates the authority has issued that the store does not know.</param>
    public static TempCardException StoreWentBack(string name, int unknown) => new(
        ErrorIds.StoreWentBack,
        ErrorKind.Unavailable,
        $"The store is older than it was when it last ordered a certificate from the authority '{name}', which has "
            + $"issued {unknown} certificate(s) that the store does not know.",
        $"Put back the newest copy of the store that there is. If this is it, {Operation.SettleCertificates} revokes "
            + $"what the store does not know; cards made since then must not be handed out.",
        name);

    /// <inheritdoc cref="StoreWentBack"/>
    public static TempCardException Unknown(string name, int unknown) => new(
        ErrorIds.CertificatesUnknown,
        ErrorKind.Unavailable,
        $"The authority '{name}' has issued {unknown} certificate(s) for this store that the store does not know.",
        $"{Operation.SettleCertificates} revokes them.",
        name);

    /// <param name="name">The authority.</param>
    /// <param name="production">What the certificate was ordered for.</param>
    /// <param name="profile">The profile it was ordered with.</param>
    public static TempCardException Exists(string name, string production, string profile) => new(
        ErrorIds.CertificateExists,
        ErrorKind.Unavailable,
        $"The authority '{name}' has issued a certificate '{profile}' for the production {production} before; the "
            + "store seems to be older than that.",
        $"Put back the newest copy of the store that there is. If this is it, {Operation.SettleCertificates} revokes "
            + $"what the store does not know.",
        production);
}
