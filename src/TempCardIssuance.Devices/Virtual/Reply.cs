namespace TempCardIssuance.Devices.Virtual;

/// <summary>What a command comes to, before it is cut to the length that the host asked for.</summary>
internal readonly record struct Reply(StatusWord Status, byte[] Data)
{
    public static Reply Done { get; } = new(StatusWord.Success, []);

    public static implicit operator Reply(StatusWord status) => new(status, []);

    public static implicit operator Reply(byte[] data) => new(StatusWord.Success, data);
}
