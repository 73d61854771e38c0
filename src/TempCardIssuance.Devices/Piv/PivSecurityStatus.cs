using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Who has been authenticated to the application (its security status, SP 800-73-4 Part 1, 2.4), kept so that it can be
/// done again when the card has forgotten it. Only values that the card has accepted are kept, and therefore given
/// again.
/// </summary>
internal sealed class PivSecurityStatus : IDisposable
{
    private SecretBytes? _managementKey;
    private PivAlgorithm _algorithm;
    private SecretBytes? _pin;

    /// <summary>Whether the PIN has been verified since the application was selected.</summary>
    public bool HasPin => _pin is not null;

    /// <summary>Whether the card has shown that it can do mutual authentication.</summary>
    public bool KnowsMutualAuthentication { get; set; }

    /// <summary>The management key is authenticated.</summary>
    public void AdministratorIs(PivAlgorithm algorithm, SecretBytes key)
    {
        if (ReferenceEquals(key, _managementKey))
            return;
        _managementKey?.Dispose();
        (_managementKey, _algorithm) = (key.Copy(), algorithm);
    }

    /// <summary>The PIN is verified.</summary>
    public void PinIs(SecretBytes pin)
    {
        if (ReferenceEquals(pin, _pin))
            return;
        _pin?.Dispose();
        _pin = pin.Copy();
    }

    /// <summary>The PIN is another one now, which nobody has verified.</summary>
    public void ForgetPin()
    {
        _pin?.Dispose();
        _pin = null;
    }

    /// <summary>The card is a blank again.</summary>
    public void Forget()
    {
        ForgetPin();
        _managementKey?.Dispose();
        _managementKey = null;
    }

    /// <summary>Authenticates all of it again, the PIN last, as some keys want it right before their use.</summary>
    /// <returns>False if there was nothing to be done.</returns>
    /// <exception cref="Core.Errors.TempCardException">The card does not take what it has taken before.</exception>
    public bool Renew(PivApplication application)
    {
        if (_managementKey is not null)
            new PivManagementKey(application).Authenticate(_managementKey, _algorithm);
        return RenewPin(application) || _managementKey is not null;
    }

    /// <summary>Verifies the PIN again; nothing else is needed for the use of a private key.</summary>
    /// <returns>False if it had not been verified.</returns>
    /// <exception cref="Core.Errors.TempCardException">The card does not take what it has taken before.</exception>
    public bool RenewPin(PivApplication application)
    {
        if (_pin is null)
            return false;
        new PivPins(application).Verify("PIN", _pin);
        return true;
    }

    public void Dispose() => Forget();
}
