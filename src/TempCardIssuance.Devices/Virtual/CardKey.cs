namespace TempCardIssuance.Devices.Virtual;

/// <summary>Where a key comes from, as GET METADATA tells it.</summary>
internal enum KeyOrigin : byte
{
    Generated = 1,
    Imported = 2,
}

/// <summary>A key in a slot.</summary>
internal sealed record CardKey(CardKeyPair Pair, KeyPolicy Policy, KeyOrigin Origin);
