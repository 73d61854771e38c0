namespace TempCardIssuance.Devices.Virtual;

/// <summary>When a key wants the PIN; as widespread cards number it (tag AA of GENERATE and IMPORT).</summary>
internal enum KeyPinPolicy : byte
{
    Never = 1,

    /// <summary>Once after each selection.</summary>
    Once = 2,

    /// <summary>By VERIFY right before each use.</summary>
    Always = 3,
}

/// <summary>When a key wants a touch (tag AB).</summary>
internal enum KeyTouchPolicy : byte
{
    Never = 1,
    Always = 2,

    /// <summary>A touch holds for 15 seconds.</summary>
    Cached = 3,
}

/// <summary>What a key asks for as it is used; set when it is made or imported, and for good.</summary>
internal sealed record KeyPolicy(KeyPinPolicy Pin, KeyTouchPolicy Touch)
{
    private const int PinTag = 0xAA;
    private const int TouchTag = 0xAB;

    /// <summary>Of SP 800-73-4 Part 1, table 4b, which a key has that nothing was said for.</summary>
    public static KeyPolicy DefaultOf(byte reference) => new(
        reference switch
        {
            KeyReference.CardAuthentication or KeyReference.Attestation => KeyPinPolicy.Never,
            KeyReference.Signature => KeyPinPolicy.Always,
            _ => KeyPinPolicy.Once,
        },
        KeyTouchPolicy.Never);

    public static bool IsPolicy(Tlv part) => part.Tag is PinTag or TouchTag;

    /// <summary>What the parts with tags AA and AB say; 0 is the default. Null: they are malformed.</summary>
    public static KeyPolicy? Parse(byte reference, IEnumerable<Tlv> parts)
    {
        KeyPolicy policy = DefaultOf(reference);
        foreach (Tlv part in parts)
        {
            switch (part)
            {
                case { Tag: PinTag or TouchTag, Value: [0] }:
                    break;
                case { Tag: PinTag, Value: [var pin] } when Enum.IsDefined((KeyPinPolicy)pin):
                    policy = policy with { Pin = (KeyPinPolicy)pin };
                    break;
                case { Tag: TouchTag, Value: [var touch] } when Enum.IsDefined((KeyTouchPolicy)touch):
                    policy = policy with { Touch = (KeyTouchPolicy)touch };
                    break;
                default:
                    return null;
            }
        }

        return policy;
    }
}
