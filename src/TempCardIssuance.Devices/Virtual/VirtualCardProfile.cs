namespace TempCardIssuance.Devices.Virtual;

/// <summary>What a card does where SP 800-73-4 and the cards in the field differ.</summary>
public enum VirtualCardProfile
{
    /// <summary>What the text of SP 800-73-4 says.</summary>
    Strict,

    /// <summary>
    /// What cards in the field do: a malformed PIN or PUK counts a try; a PIN may have other characters than digits;
    /// ECDSA takes hashes that are shorter than the curve's order; PUT DATA with an empty 53 deletes; selecting
    /// the application again drops the PIN and the administrator; the keys of all slots agree on secrets (ECDH); objects
    /// 5F0000 to 5FFFFF are there; RSA-1024 is; a key that there is not, or of another algorithm, is 6A80 and not 6A86.
    /// </summary>
    Widespread,
}

/// <summary>What comes of it when the card waits for a touch.</summary>
public enum CardTouch
{
    /// <summary>Somebody touches it.</summary>
    Given,

    /// <summary>Somebody calls it off; the card answers 6982 at once.</summary>
    Refused,

    /// <summary>Nobody comes; the card answers 6982 after the time that it waits.</summary>
    TimedOut,
}
