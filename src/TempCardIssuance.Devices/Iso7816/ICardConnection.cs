namespace TempCardIssuance.Devices.Iso7816;

/// <summary>A connection to one body: command APDUs in, response APDUs out, and nothing else.</summary>
/// <remarks>
/// Not for use by two threads at once. A card that is gone makes every member throw
/// <see cref="Core.Errors.ErrorIds.CardRemoved"/>; one that somebody else has reset makes <see cref="Transmit"/> throw
/// <see cref="Core.Errors.ErrorIds.CardReset"/> until <see cref="Reset"/>, and what was to be sent was not.
/// </remarks>
public interface ICardConnection : IDisposable
{
    /// <summary>
    /// Answer to reset (ISO/IEC 7816-3, 8); for a contactless card what PC/SC Part 3 makes of its ATS.
    /// </summary>
    ReadOnlyMemory<byte> Atr { get; }

    /// <summary>Whether extended-length APDUs reach the card.</summary>
    bool SupportsExtendedLength { get; }

    /// <summary>Sends one command APDU as it is and gives the response with its status word (SW1 SW2 last).</summary>
    byte[] Transmit(ReadOnlySpan<byte> command);

    /// <summary>Resets the card: nothing is selected or verified afterwards.</summary>
    void Reset();
}
