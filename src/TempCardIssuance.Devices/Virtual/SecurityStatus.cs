namespace TempCardIssuance.Devices.Virtual;

/// <summary>
/// The security status indicators of the application (SP 800-73-4 Part 2, 2.4.2), and what the command before this
/// one began. All of it ends with the loss of power.
/// </summary>
internal sealed class SecurityStatus
{
    private AdministratorProof? _begun;
    private bool _verifiedNow;

    public bool PinVerified { get; private set; }

    /// <summary>
    /// Whether VERIFY was the command right before this one: the security condition "PIN Always"
    /// (SP 800-73-4 Part 1, 3.2.1, "verified every time immediately before a digital signature key operation").
    /// </summary>
    public bool PinVerifiedJustBefore { get; private set; }

    public bool AdministratorAuthenticated { get; private set; }

    /// <summary>What the command before this one asked the administrator to prove, if it did.</summary>
    public AdministratorProof? AwaitedProof { get; private set; }

    /// <summary>
    /// To be called once for every whole command. An authentication that was begun counts as failed unless this
    /// command completes it: aborted protocols set the indicator to FALSE (2.4.2).
    /// </summary>
    public void BeginCommand()
    {
        (PinVerifiedJustBefore, _verifiedNow) = (_verifiedNow, false);
        (AwaitedProof, _begun) = (_begun, null);
        if (AwaitedProof is not null)
            AdministratorAuthenticated = false;
    }

    public void PinWasVerified()
    {
        PinVerified = true;
        _verifiedNow = true;
    }

    public void SetPinVerified(bool verified) => PinVerified = verified;

    public void AwaitProof(AdministratorProof proof) => _begun = proof;

    public void SetAdministratorAuthenticated(bool authenticated) => AdministratorAuthenticated = authenticated;

    public void Clear()
    {
        PinVerified = false;
        AdministratorAuthenticated = false;
    }
}

/// <summary>What the administrator must send to prove that he has key 9B.</summary>
/// <param name="Expected">The witness in clear, or the challenge encrypted.</param>
/// <param name="IsWitness">Whether it is the first half of a mutual authentication.</param>
internal sealed record AdministratorProof(byte[] Expected, bool IsWitness);
