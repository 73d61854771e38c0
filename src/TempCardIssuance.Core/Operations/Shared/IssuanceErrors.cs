using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>The errors about what is to be issued, and how.</summary>
public static class IssuanceErrors
{
    public static TempCardException NoCards(string message) => new(
        ErrorIds.NoCards,
        ErrorKind.InvalidArgument,
        message,
        $"Look for cards that can be issued with {Operation.FindRequested}.");

    public static TempCardException NothingFailed(CardBatch batch) => new(
        ErrorIds.NoCards,
        ErrorKind.InvalidArgument,
        $"Batch {batch.Id} has no failed card.",
        $"To make cards again that came out wrong, name them with {Parameter.CardNumber}.",
        batch.Id);

    public static TempCardException NothingToDo() => new(
        ErrorIds.NothingToDo,
        ErrorKind.InvalidArgument,
        "The cards are neither to be encoded nor printed.",
        $"Leave out {Parameter.NoEncode} or {Parameter.NoPrint}, or set issuance.encode or issuance.print to true.");

    public static TempCardException CertificatesWithoutEncoding(IEnumerable<string> names) => new(
        ErrorIds.CertificatesWithoutEncoding,
        ErrorKind.InvalidArgument,
        $"Certificates ({string.Join(", ", names)}) can't go on cards that are not encoded.",
        $"Leave out {Parameter.NoEncode}, or name no certificates.");

    public static TempCardException PinWithoutEncoding() => new(
        ErrorIds.PinWithoutEncoding,
        ErrorKind.InvalidArgument,
        "PIN and PUK can't go on cards that are not encoded.",
        "Leave out the lengths of PIN and PUK, or have the cards encoded.");

    public static TempCardException ProfileNotFound(string name, IEnumerable<string> known) => new(
        ErrorIds.ProfileNotFound,
        ErrorKind.NotFound,
        $"There is no certificate profile '{name}'.",
        $"Use one of: {string.Join(", ", known)}; or add it under 'certificates' in the configuration.",
        name);

    public static TempCardException SlotConflict(string slot, IEnumerable<string> names) => new(
        ErrorIds.SlotConflict,
        ErrorKind.InvalidArgument,
        $"The certificate profiles {string.Join(" and ", names)} use the same slot {slot}.",
        "Choose one of them.",
        slot);

    internal static TempCardException NeverValid(CertificateProfile profile, int cardDays) => new(
        ErrorIds.CertificateRefused,
        ErrorKind.InvalidArgument,
        $"Certificates of profile '{profile.Name}' would never be valid: they begin {profile.StartDays} days after the "
            + $"day of production, and end {profile.ValidityDays ?? cardDays} days after it.",
        "Correct startDays or validityDays of the profile, or let the cards be valid for longer.",
        profile.Name);

    public static TempCardException PublicKeyNotTaken(CertificateProfile profile) => new(
        ErrorIds.ProfileNotSupported,
        ErrorKind.InvalidArgument,
        $"The key of profile '{profile.Name}' ({KeySpec.Of(profile.KeyType)} in slot {profile.Slot}) is for key "
            + $"agreement and signs no request, and the authority '{profile.Authority}' takes nothing else.",
        "Give the profile an authority that takes public keys as they are (such as one of type local), an RSA key, or "
            + "another slot.",
        profile.Name);

    public static TempCardException NoStation() => new(
        ErrorIds.StationNotFound,
        ErrorKind.NotFound,
        "No station is configured.",
        "Add one under 'stations' in the configuration.");

    /// <param name="option">As the configuration calls it.</param>
    public static TempCardException OptionNotPermitted(string option) => new(
        ErrorIds.OptionNotPermitted,
        ErrorKind.Security,
        $"An operator may not choose that for '{option}' (issuance.operatorMay).",
        "Leave it as the configuration has it, or ask whoever looks after the configuration.",
        option);

    public static TempCardException StationsOfQueued() => new(
        ErrorIds.StationsOfQueued,
        ErrorKind.InvalidArgument,
        "A batch that is put in line is taken up by stations of any computer; none can be named for it.",
        $"Leave out {Parameter.Station}, or {Parameter.Enqueue}.");

    public static TempCardException NoPrinter(string station) => new(
        ErrorIds.PrinterNotFound,
        ErrorKind.NotFound,
        $"Station {station} has no printer, and the cards are to be printed.",
        $"Give the station a printer in the configuration, use another station, or {Parameter.NoPrint}.",
        station);

    public static TempCardException StationNotReady(StationStatus status) => new(
        ErrorIds.StationNotReady,
        ErrorKind.Device,
        $"Station {status.Name} (reader '{status.Reader}') is not ready: {status.Problem}",
        $"Correct that, or name other stations with {Parameter.Station}. {Operation.TestStations} shows all of them.",
        status.Name);

    public static TempCardException FieldMissing(string field, string neededBy, IReadOnlyList<string> cards) => new(
        ErrorIds.FieldMissing,
        ErrorKind.InvalidData,
        $"{neededBy} needs the field '{field}', which {cards.Count} of the cards do not have: "
            + string.Join(", ", cards.Take(5)) + (cards.Count > 5 ? ", ..." : "."),
        $"Add '{field}' to the requests (a column of the CSV), or take it out of the template or layout.",
        field);

    public static TempCardException SubjectInvalid(string profile, string card, string problem) => new(
        ErrorIds.SubjectInvalid,
        ErrorKind.InvalidData,
        $"Card {card} can't have a certificate of profile '{profile}': {problem}.",
        "Request the card with other values, or take them out of the profile's subject and names.",
        card);

    public static TempCardException BodyInUse(string bodyId, CardProduction live) => new(
        ErrorIds.BodyInUse,
        ErrorKind.InvalidState,
        $"The body {bodyId} already carries card {live.CardNumber} of batch {live.BatchId}; nothing on it was changed.",
        "Put it back to the finished cards and use a blank. If it is one, the cards of its supplier share serial numbers: "
            + "set card.identity to guid.",
        bodyId);

    /// <param name="error">What was found first: the key is not that of blanks.</param>
    /// <param name="tried">The productions whose keys were tried.</param>
    internal static TempCardException NotRecognized(
        TempCardException error, IReadOnlyCollection<CardProduction> tried) => tried.Count == 0
        ? error
        : new TempCardException(
            error.ErrorId,
            error.Kind,
            $"{error.Message} Nor is it that of a body that failed here before it could tell who it is (tried: "
                + $"{string.Join(", ", tried.Select(p => p.Id))}).",
            error.Remedy,
            error.Target,
            error);

    /// <summary>Why a card could not be made, and what to do about it.</summary>
    /// <param name="failed">How its production ended.</param>
    /// <param name="cause">The error itself, whose remedy is kept; null where nobody knows it any more.</param>
    public static TempCardException CardFailed(CardProduction failed, TempCardException? cause)
    {
        Remedy again = $"When the batch is done: {Operation.Repeat.On(failed.BatchId)}.";
        return new TempCardException(
            failed.ErrorId ?? ErrorIds.Unexpected,
            failed.ErrorId == ErrorIds.Interrupted ? ErrorKind.Interrupted : ErrorKind.Device,
            $"Card {failed.CardNumber} failed at station {failed.Station}: {failed.Message}",
            cause?.Remedy is { } remedy ? Remedy.Of($"{remedy} {again}") : again,
            failed.CardNumber,
            cause);
    }

    /// <summary>Makes a known error of one that nobody foresaw.</summary>
    public static TempCardException From(Exception error) => error as TempCardException ?? new TempCardException(
        error is OperationCanceledException ? ErrorIds.Interrupted : ErrorIds.Unexpected,
        error is OperationCanceledException ? ErrorKind.Interrupted : ErrorKind.Unavailable,
        $"{error.GetType().Name}: {error.Message}",
        "Repeat the card; if it happens again, please report it with this text.",
        inner: error);
}
