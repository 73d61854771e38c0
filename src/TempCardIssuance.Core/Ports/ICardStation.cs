using System.Security.Cryptography.X509Certificates;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Collections;

namespace TempCardIssuance.Core.Ports;

/// <summary>Lets the driver ask for the certificate of a slot while it goes on with the card.</summary>
/// <param name="certificate">The certificate that is being worked on.</param>
/// <param name="key">What the card has made for it.</param>
/// <param name="cancellationToken">Ends the wait.</param>
/// <returns>The certificate, DER.</returns>
public delegate Task<byte[]> CertificateIssuer(
    ChipCertificate certificate, KeyToCertify key, CancellationToken cancellationToken);

/// <summary>A key that was made on a card and is to be certified.</summary>
/// <param name="PublicKey">SubjectPublicKeyInfo, DER (RFC 5280, 4.1).</param>
/// <param name="Request">PKCS#10 request, DER (RFC 2986), signed by the key; empty: it signs nothing.</param>
public sealed record KeyToCertify(ReadOnlyMemory<byte> PublicKey, ReadOnlyMemory<byte> Request)
{
    /// <summary>The card's proof that it made the key itself; null: there is none.</summary>
    public KeyAttestation? Attestation { get; init; }
}

/// <summary>A reader (with or without a feeder) and the driver for the cards that come in it.</summary>
public interface ICardStation : IAsyncDisposable
{
    string Name { get; }

    /// <summary>What every card at this station can do.</summary>
    ChipCapabilities Capabilities { get; }

    /// <summary>Looks at the station and at a card in it, and changes nothing.</summary>
    Task<StationStatus> GetStatusAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Waits for the next body, connects to it and reads what identifies it. Writes nothing.
    /// </summary>
    /// <param name="prompt">Is told when a person has to do something, such as put in a blank.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.StationEmpty"/> or <see cref="Errors.ErrorIds.StationNotReady"/>: this station
    /// can't go on; anything else: this body is no good.
    /// </exception>
    Task<ICardBody> LoadAsync(Action<string> prompt, CancellationToken cancellationToken);

    /// <summary>The same where it is known which card is to be made, which the programs of a feeder are told.</summary>
    /// <param name="wish">The card; another body may come.</param>
    /// <param name="prompt">As above.</param>
    /// <param name="cancellationToken">As above.</param>
    Task<ICardBody> LoadAsync(BodyWish wish, Action<string> prompt, CancellationToken cancellationToken) =>
        LoadAsync(prompt, cancellationToken);
}

/// <summary>For which card a body is wanted.</summary>
/// <param name="CardNumber">The card.</param>
/// <param name="Attempt">Which try this is, from 1.</param>
/// <param name="BodyId">The body that has its number, see <see cref="TemporaryCard.RequiredBodyId"/>; null: a blank will do.</param>
public sealed record BodyWish(string CardNumber, int Attempt, string? BodyId);

/// <summary>One piece of plastic at a station.</summary>
public interface ICardBody : IAsyncDisposable
{
    /// <summary>What tells it from every other body; null if the card can't tell.</summary>
    BodyIdentity? Id { get; }

    /// <summary>The GUID of the CHUID that is on it, if any.</summary>
    Guid? CardGuid { get; }

    /// <summary>Where the management key comes from that it is going to have; never the key itself.</summary>
    string ManagementKey { get; }

    /// <summary>
    /// Reads all that decides whether this body can be made into a card, and throws if it can't. Changes nothing on
    /// it, try counters included.
    /// </summary>
    Task CheckBlankAsync(CancellationToken cancellationToken);

    /// <summary>
    /// After <see cref="CheckBlankAsync"/> found that the management key is not that of blanks: whether it is the one
    /// that was made for one of these bodies, which failed before they could tell who they are. If so this one counts
    /// as checked. Changes nothing on it.
    /// </summary>
    /// <returns>The body that it is; null: none of them.</returns>
    Task<BodyIdentity?> RecognizeAsync(IReadOnlyList<BodyIdentity> bodies, CancellationToken cancellationToken) =>
        Task.FromResult<BodyIdentity?>(null);

    /// <summary>Does all of the job on the chip, and reads back and checks what can be.</summary>
    /// <exception cref="Errors.TempCardException">The body must be treated as spoiled.</exception>
    Task<ChipResult> EncodeAsync(
        ChipJob job, CertificateIssuer issuer, IProgress<ChipStep> progress, CancellationToken cancellationToken);

    /// <summary>What it tells of the tries that are left; changes nothing.</summary>
    Task<PinTries> ReadTriesAsync(CancellationToken cancellationToken) => Task.FromResult(new PinTries(null, null));

    /// <summary>
    /// Gives the PIN of a card in use a new value with its PUK, blocked or not, and sees to it that the card has it.
    /// </summary>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.PukNotUsable"/>: the card did not take the PUK, which has cost a try; anything else:
    /// nobody knows whether it has the new PIN.
    /// </exception>
    Task SetPinAsync(Pins.SecretBytes puk, Pins.SecretBytes pin, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    /// <summary>Lets go of the body. Does not throw for a card that is gone already.</summary>
    Task EjectAsync(CardTray tray, CancellationToken cancellationToken);
}

/// <summary>How many tries are left; null: the card does not tell.</summary>
public sealed record PinTries(int? Pin, int? Puk);

/// <summary>Where a body goes after its production.</summary>
public enum CardTray
{
    Good,
    Reject,
}

/// <summary>What a look at a station showed.</summary>
public sealed record StationStatus
{
    public required string Name { get; init; }

    /// <summary>The reader as the system calls it.</summary>
    public required string Reader { get; init; }

    /// <summary>Whether cards can be made here now.</summary>
    public required bool Ready { get; init; }

    /// <summary>Whether a card is in the reader.</summary>
    public required bool CardPresent { get; init; }

    /// <summary>Blank, Ours, Foreign or Unknown; null without a card.</summary>
    public string? CardKind { get; init; }

    /// <summary>What was found out about the card, by name: serial, version, algorithms, tries left.</summary>
    public IReadOnlyDictionary<string, string> Card
    {
        get;
        init => field = ReadableMap.Of(value);
    } = ReadableMap.Empty;

    /// <summary>Why it is not ready and what to do.</summary>
    public string? Problem { get; init; }
}

/// <summary>What is to be put on one chip. Whoever made it disposes of the secrets.</summary>
public sealed record ChipJob
{
    public required string CardNumber { get; init; }

    /// <summary>ASCII digits, without padding.</summary>
    public required Pins.SecretBytes Pin { get; init; }

    /// <summary>ASCII digits, without padding.</summary>
    public required Pins.SecretBytes Puk { get; init; }

    /// <summary>Goes into the CHUID.</summary>
    public required Guid CardGuid { get; init; }

    /// <summary>Expiration date for the CHUID.</summary>
    public required DateOnly ValidUntil { get; init; }

    /// <summary>At most one for a slot, in the order in which they are put on.</summary>
    public required IReadOnlyList<ChipCertificate> Certificates { get; init; }

    /// <summary>
    /// To be called before each command that changes the card. If it throws, nothing more may be written to it.
    /// </summary>
    public Action BeforeWriting { get; init; } = static () => { };
}

/// <summary>
/// One certificate of a job, with its subject already worked out, as X500DistinguishedName writes it.
/// </summary>
public sealed record ChipCertificate(CertificateProfile Profile, string Subject)
{
    /// <summary>The extensions that its request asks for (RFC 2985, 5.4.2).</summary>
    public IReadOnlyList<X509Extension> Extensions { get; init; } = [];
}

/// <summary>What the driver is doing; <paramref name="Detail"/> is a slot where there is one.</summary>
public sealed record ChipStep(string Name, string? Detail = null)
{
    /// <summary>What a person has to do for it now, such as to touch the card; null: nothing.</summary>
    public string? Wanted { get; init; }
}

/// <summary>How the encoding went.</summary>
/// <param name="Commands">Command APDUs sent, GET RESPONSE and chained ones included.</param>
/// <param name="CardTime">Time spent waiting for the card.</param>
public sealed record ChipResult(int Commands, TimeSpan CardTime);

/// <summary>The stations of the configuration, by name.</summary>
public interface IStationCatalog
{
    IReadOnlyList<string> Names { get; }

    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.StationNotFound"/>.</exception>
    ProductionStation Open(string name);

    /// <summary>The printer of a station, without opening anything else of it; null: it has none.</summary>
    /// <exception cref="Errors.TempCardException"><see cref="Errors.ErrorIds.StationNotFound"/>.</exception>
    ICardPrinter? PrinterOf(string name);
}

/// <summary>A station with its printer, open for work.</summary>
public sealed record ProductionStation(string Name, ICardStation Cards, ICardPrinter? Printer) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => Cards.DisposeAsync();
}
