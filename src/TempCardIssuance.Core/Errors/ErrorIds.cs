namespace TempCardIssuance.Core.Errors;

/// <summary>
/// Every error id of the product. Ids are stable: scripts and tests decide by them, never by message text.
/// The summary of each is its text in about_TempCardIssuance_Errors.
/// </summary>
public static partial class ErrorIds
{
    /// <summary>The card is not in state Requested, so it can't be claimed or removed.</summary>
    public const string CardNotRequested = "TempCard.CardNotRequested";

    /// <summary>Another operator claimed the card first.</summary>
    public const string CardClaimed = "TempCard.CardClaimed";

    /// <summary>No card has this number.</summary>
    public const string CardNotFound = "TempCard.CardNotFound";

    /// <summary>A card with this number exists already, or the number was given twice.</summary>
    public const string CardNumberExists = "TempCard.CardNumberExists";

    /// <summary>
    /// The card number is empty, too long, or has characters other than letters, digits, '.', '_' and '-'.
    /// </summary>
    public const string CardNumberInvalid = "TempCard.CardNumberInvalid";

    /// <summary>The pattern for card numbers has no place for the running number.</summary>
    public const string NumberPatternInvalid = "TempCard.NumberPatternInvalid";

    /// <summary>The card is in a state that does not allow the operation.</summary>
    public const string CardStateInvalid = "TempCard.CardStateInvalid";

    /// <summary>The card does not belong to the batch.</summary>
    public const string CardNotInBatch = "TempCard.CardNotInBatch";

    /// <summary>
    /// A try at a card was named, or came from the pipeline, and another one has come since: what it made would be
    /// spoiled without anybody having looked at it.
    /// </summary>
    public const string ProductionNotLast = "TempCard.ProductionNotLast";

    /// <summary>No batch has this id.</summary>
    public const string BatchNotFound = "TempCard.BatchNotFound";

    /// <summary>The batch is in a state that does not allow the operation.</summary>
    public const string BatchStateInvalid = "TempCard.BatchStateInvalid";

    /// <summary>The batch still has cards that failed; it can't be completed as it is.</summary>
    public const string BatchHasFailedCards = "TempCard.BatchHasFailedCards";

    /// <summary>Nobody has said yet that the face of a card of the batch came out.</summary>
    public const string BatchNeedsLook = "TempCard.BatchNeedsLook";

    /// <summary>The batch is being produced by a process that is alive.</summary>
    public const string BatchBusy = "TempCard.BatchBusy";

    /// <summary>Another process has taken over the work, because this one gave no sign of life for too long.</summary>
    public const string LeaseLost = "TempCard.LeaseLost";

    /// <summary>No card was given, or the search found none.</summary>
    public const string NoCards = "TempCard.NoCards";

    /// <summary>Neither encoding nor printing is asked for.</summary>
    public const string NothingToDo = "TempCard.NothingToDo";

    /// <summary>The PIN length is outside of what the policy or the card allows.</summary>
    public const string PinLengthInvalid = "TempCard.PinLengthInvalid";

    /// <summary>The PUK length is outside of what the policy or the card allows.</summary>
    public const string PukLengthInvalid = "TempCard.PukLengthInvalid";

    /// <summary>The PIN policy permits too few values or contradicts itself.</summary>
    public const string PinPolicyInvalid = "TempCard.PinPolicyInvalid";

    /// <summary>Certificates are asked for on cards that are not encoded.</summary>
    public const string CertificatesWithoutEncoding = "TempCard.CertificatesWithoutEncoding";

    /// <summary>A length of PIN or PUK is given for cards that are not encoded.</summary>
    public const string PinWithoutEncoding = "TempCard.PinWithoutEncoding";

    /// <summary>No certificate profile has this name.</summary>
    public const string ProfileNotFound = "TempCard.ProfileNotFound";

    /// <summary>Two certificate profiles of the batch use the same slot.</summary>
    public const string SlotConflict = "TempCard.SlotConflict";

    /// <summary>The card driver can't do what the profile asks for (slot, key type).</summary>
    public const string ProfileNotSupported = "TempCard.ProfileNotSupported";

    /// <summary>A subject or another template names a field that the card request does not have.</summary>
    public const string FieldMissing = "TempCard.FieldMissing";

    /// <summary>The subject of a card's certificate is longer than RFC 5280 allows.</summary>
    public const string SubjectInvalid = "TempCard.SubjectInvalid";

    /// <summary>A value of a request is no line of plain text, or no UPN or SID where that is wanted.</summary>
    public const string RequestInvalid = "TempCard.RequestInvalid";

    /// <summary>A field of a request has the name of a value that every card has.</summary>
    public const string FieldReserved = "TempCard.FieldReserved";

    /// <summary>No station has this name.</summary>
    public const string StationNotFound = "TempCard.StationNotFound";

    /// <summary>The station can't work now.</summary>
    public const string StationNotReady = "TempCard.StationNotReady";

    /// <summary>The station has no more blanks.</summary>
    public const string StationEmpty = "TempCard.StationEmpty";

    /// <summary>No printer has this name.</summary>
    public const string PrinterNotFound = "TempCard.PrinterNotFound";

    /// <summary>The printer can't work now.</summary>
    public const string PrinterNotReady = "TempCard.PrinterNotReady";

    /// <summary>The printer has no more blanks, or no ribbon.</summary>
    public const string PrinterEmpty = "TempCard.PrinterEmpty";

    /// <summary>
    /// The printer has stopped, does not answer, refuses jobs, or did not take back one that waits; it goes on when
    /// somebody has seen to it.
    /// </summary>
    public const string PrinterStopped = "TempCard.PrinterStopped";

    /// <summary>The layout of the face can't be used.</summary>
    public const string LayoutInvalid = "TempCard.LayoutInvalid";

    /// <summary>
    /// A face was drawn, and something that its layout has did not come out: a text that no font has the letters of, one
    /// that goes over the edge or can't be seen, or a whole side. Nothing was printed.
    /// </summary>
    public const string FaceIncomplete = "TempCard.FaceIncomplete";

    /// <summary>A file that was named can't be read, or can't be made.</summary>
    public const string FileNotUsable = "TempCard.FileNotUsable";

    /// <summary>This machine does not know the time zone.</summary>
    public const string TimeZoneNotFound = "TempCard.TimeZoneNotFound";

    /// <summary>What the card returned does not match what was written or asked for.</summary>
    public const string VerificationFailed = "TempCard.VerificationFailed";

    /// <summary>The body already carries a live card.</summary>
    public const string BodyInUse = "TempCard.BodyInUse";

    /// <summary>Another card answers than the one that was begun, and the reader has not told of it.</summary>
    public const string BodyExchanged = "TempCard.BodyExchanged";

    /// <summary>The body is not a blank that this configuration can work with.</summary>
    public const string BodyForeign = "TempCard.BodyForeign";

    /// <summary>The card was removed while it was being worked on.</summary>
    public const string CardRemoved = "TempCard.CardRemoved";

    /// <summary>The card was reset by another program, or lost power, more often than could be made up for.</summary>
    public const string CardReset = "TempCard.CardReset";

    /// <summary>The card answered a command with an error.</summary>
    public const string CardError = "TempCard.CardError";

    /// <summary>The card has no application that this driver knows.</summary>
    public const string CardNotSupported = "TempCard.CardNotSupported";

    /// <summary>The management key of the card is not the one configured for blanks.</summary>
    public const string ManagementKeyWrong = "TempCard.ManagementKeyWrong";

    /// <summary>PIN or PUK of the blank is not the transport value, or has too few tries left to find out.</summary>
    public const string TransportPinWrong = "TempCard.TransportPinWrong";

    /// <summary>The work was interrupted before the card was finished.</summary>
    public const string Interrupted = "TempCard.Interrupted";

    /// <summary>No configuration was found.</summary>
    public const string ConfigurationMissing = "TempCard.ConfigurationMissing";

    /// <summary>There is a configuration, but this user may not read it.</summary>
    public const string ConfigurationNotReadable = "TempCard.ConfigurationNotReadable";

    /// <summary>There is no such group, or files can't be given to it.</summary>
    public const string GroupNotUsable = "TempCard.GroupNotUsable";

    /// <summary>The configuration has an error.</summary>
    public const string ConfigurationInvalid = "TempCard.ConfigurationInvalid";

    /// <summary>A configuration exists already where one should be made.</summary>
    public const string ConfigurationExists = "TempCard.ConfigurationExists";

    /// <summary>It is not said, or not as a web address, where a revocation list can be fetched.</summary>
    public const string CrlUrlInvalid = "TempCard.CrlUrlInvalid";

    /// <summary>A value given as env: or file: can't be read.</summary>
    public const string SecretMissing = "TempCard.SecretMissing";

    /// <summary>A path does not lead to the file system.</summary>
    public const string PathNotSupported = "TempCard.PathNotSupported";

    /// <summary>The import has rows that can't be used; nothing was imported.</summary>
    public const string ImportInvalid = "TempCard.ImportInvalid";

    /// <summary>One row of the import can't be used.</summary>
    public const string ImportRowInvalid = "TempCard.ImportRowInvalid";

    /// <summary>The store can't be reached, is full or is read-only.</summary>
    public const string StoreNotReady = "TempCard.StoreNotReady";

    /// <summary>Others kept what this wanted to change in the store for too long; nothing was stored.</summary>
    public const string StoreBusy = "TempCard.StoreBusy";

    /// <summary>The store was made by a newer version.</summary>
    public const string StoreTooNew = "TempCard.StoreTooNew";

    /// <summary>What was to be changed in the store has been changed by somebody else in between.</summary>
    public const string StoreConflict = "TempCard.StoreConflict";

    /// <summary>No kind of event in the audit trail has this name.</summary>
    public const string EventKindNotFound = "TempCard.EventKindNotFound";

    /// <summary>A backup of the store can't be made there, or not by this program.</summary>
    public const string BackupNotPossible = "TempCard.BackupNotPossible";

    /// <summary>
    /// A backup can't be put in the place of the store: it is not sound, the store is open in another process, or it is
    /// no file.
    /// </summary>
    public const string RestoreNotPossible = "TempCard.RestoreNotPossible";

    /// <summary>The store can't be copied into that one: it is not empty, or cards are being made.</summary>
    public const string CopyNotPossible = "TempCard.CopyNotPossible";

    /// <summary>
    /// The file of the store was exchanged while a journal of the one before lay beside it, which would be applied to
    /// it.
    /// </summary>
    public const string StoreExchanged = "TempCard.StoreExchanged";

    /// <summary>
    /// Who completes the batch must be another operator than those who started it and who made cards of it.
    /// </summary>
    public const string DualControl = "TempCard.DualControl";

    /// <summary>An option of a batch that operators may not choose, or that is below what they may.</summary>
    public const string OptionNotPermitted = "TempCard.OptionNotPermitted";

    /// <summary>The program of the operator's page is not on this computer.</summary>
    public const string PageNotFound = "TempCard.PageNotFound";

    /// <summary>The program of the operator's page ended before it was ready, or can't be run.</summary>
    public const string PageNotStarted = "TempCard.PageNotStarted";

    /// <summary>On the operator's page: the batch was started by somebody else, and operators look after their own.</summary>
    public const string BatchNotOwn = "TempCard.BatchNotOwn";

    /// <summary>A batch that is put in line for stations of any computer, and a station was named for it.</summary>
    public const string StationsOfQueued = "TempCard.StationsOfQueued";

    /// <summary>
    /// The operator's page is not opened where other computers could reach it, since it has neither TLS nor a sign-in.
    /// </summary>
    public const string PageNotProtected = "TempCard.PageNotProtected";

    /// <summary>The command line can't be understood, or something is missing on it.</summary>
    public const string UsageInvalid = "TempCard.UsageInvalid";

    /// <summary>Standard output can't be written, for example to a disk that is full; only the result is lost.</summary>
    public const string OutputFailed = "TempCard.OutputFailed";

    /// <summary>
    /// The command has to ask first, and nobody can answer; say that it may go on with -Force or -Confirm:$false.
    /// </summary>
    public const string ConfirmationRequired = "TempCard.ConfirmationRequired";

    /// <summary>Something happened that this version does not know; please report it.</summary>
    public const string Unexpected = "TempCard.Unexpected";
}
