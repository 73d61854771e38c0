using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// What one card can do of what not every PIV card can, as it tells itself: asked before anything is written, and only
/// for what is wanted.
/// </summary>
internal sealed class PivAbilities(PivApplication application, PivPropertyTemplate properties)
{
    /// <exception cref="TempCardException"><see cref="ErrorIds.ProfileNotSupported"/>.</exception>
    public void Require(CertificateProfile profile)
    {
        RequireAlgorithm(profile, PivKeyType.Of(profile.KeyType));
        RequireSlot(profile, PivSlot.Get(profile.Slot));
        RequirePolicies(profile);
    }

    /// <summary>What it names when it is selected counts, else its version.</summary>
    private void RequireAlgorithm(CertificateProfile profile, PivKeyType key)
    {
        if (properties.Excludes(key.Algorithm))
            throw PivErrors.AlgorithmMissing(profile);
        if (key.Since is null || properties.Algorithms.Contains(key.Algorithm))
            return;
        if ((application.ReadVersion() ?? throw PivErrors.AlgorithmNotTold(profile)) < key.Since)
            throw PivErrors.AlgorithmMissing(profile);
    }

    /// <summary>
    /// A card that has policies tells that of its management key. Where it does not tell, nobody knows whether it obeys.
    /// </summary>
    private void RequirePolicies(CertificateProfile profile)
    {
        if (profile.HasPolicies && application.ReadMetadata(PivReference.ManagementKey)?.Touch is null)
            throw PivErrors.PoliciesMissing(profile);
    }

    /// <summary>A card with metadata tells of each slot that it has; any card of an object that it does not know.</summary>
    private void RequireSlot(CertificateProfile profile, PivSlot slot)
    {
        if (!slot.IsRetired)
            return;
        bool tellsOfKeys = application.HasKey(PivSlot.Authentication) is not null;
        if ((tellsOfKeys && application.HasKey(slot) is null) || !application.KnowsObject(slot.Certificate, out _))
            throw PivErrors.SlotMissing(profile);
    }
}
