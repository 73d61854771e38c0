namespace TempCardIssuance.Devices.Virtual;

/// <summary>Something that goes wrong at one command APDU of a card.</summary>
/// <param name="AtApdu">
/// Counted from 1 since the card was made, each raw APDU (chained blocks and GET RESPONSE too). This APDU is not
/// executed any more.
/// </param>
internal abstract record CardFault(int AtApdu);

/// <summary>The card answers with a status word instead of executing the command.</summary>
internal sealed record StatusWordFault(int AtApdu, ushort StatusWord) : CardFault(AtApdu);

/// <summary>Somebody else resets the card: what was selected or verified is lost, and the host is told so.</summary>
internal sealed record ResetFault(int AtApdu) : CardFault(AtApdu);

/// <summary>The card is pulled out of the reader.</summary>
internal sealed record RemovalFault(int AtApdu) : CardFault(AtApdu);
