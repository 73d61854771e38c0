namespace TempCardIssuance.Core.Errors;

/// <content>Cards after their production, and their PINs.</content>
public static partial class ErrorIds
{
    /// <summary>Such a text can't name a holder.</summary>
    public const string HolderInvalid = "TempCard.HolderInvalid";

    /// <summary>The holder has as many cards as issuance.cardsPerHolder allows.</summary>
    public const string HolderHasCard = "TempCard.HolderHasCard";

    /// <summary>
    /// A card can't be handed out for so long: that is in the past, beyond its shelf life, or said twice.
    /// </summary>
    public const string LoanInvalid = "TempCard.LoanInvalid";

    /// <summary>A card can't be made again on its body.</summary>
    public const string BodyNotReusable = "TempCard.BodyNotReusable";

    /// <summary>The body belongs to another card, which came back and is to be made on it again.</summary>
    public const string BodyOfOtherCard = "TempCard.BodyOfOtherCard";

    /// <summary>A time was said by a machine whose time zone is not the organisation's.</summary>
    public const string TimeZoneDiffers = "TempCard.TimeZoneDiffers";

    /// <summary>The program that tells the organisation's own systems of a card failed, hangs or is missing.</summary>
    public const string HandOverFailed = "TempCard.HandOverFailed";

    /// <summary>The program that is asked before a card is handed out has refused it.</summary>
    public const string GrantRefused = "TempCard.GrantRefused";

    /// <summary>The program that is asked before a card is handed out failed, hangs or is missing.</summary>
    public const string GrantCheckFailed = "TempCard.GrantCheckFailed";

    /// <summary>A second operator has to order the same before it is done.</summary>
    public const string SecondOperatorNeeded = "TempCard.SecondOperatorNeeded";

    /// <summary>The card belongs to a site that this desk does not look after.</summary>
    public const string SiteNotAllowed = "TempCard.SiteNotAllowed";

    /// <summary>Upkeep has not run for longer than the configuration says.</summary>
    public const string UpkeepOverdue = "TempCard.UpkeepOverdue";

    /// <summary>A file with numbers that were counted can't be read.</summary>
    public const string CountInvalid = "TempCard.CountInvalid";

    /// <summary>The card in a reader is none that was made with this store, or not the one that was named.</summary>
    public const string CardNotOurs = "TempCard.CardNotOurs";

    /// <summary>A card is taken back that no reader saw, and nobody said why.</summary>
    public const string CardNotSeen = "TempCard.CardNotSeen";

    /// <summary>Nobody hands out a card to themselves.</summary>
    public const string GrantToSelf = "TempCard.GrantToSelf";

    /// <summary>A note can't be kept: it names the holder, whom the audit trail must not know, or is no plain line.</summary>
    public const string NoteInvalid = "TempCard.NoteInvalid";

    /// <summary>
    /// The key of a recipient can't be read: it is not there, it has another password, or what is there has no key.
    /// </summary>
    public const string RecipientKeyInvalid = "TempCard.RecipientKeyInvalid";

    /// <summary>A PIN or PUK was sealed for others than the owner of this key.</summary>
    public const string NoRecipient = "TempCard.NoRecipient";

    /// <summary>
    /// What the store has as a sealed PIN or PUK is not what was sealed for this production: it was altered, or is that
    /// of another card.
    /// </summary>
    public const string SealBroken = "TempCard.SealBroken";

    /// <summary>
    /// There is no PIN or PUK that could be read: the card was not encoded, its production failed or is spoiled, it was
    /// given up, or its holder has chosen the PIN.
    /// </summary>
    public const string PinNotAvailable = "TempCard.PinNotAvailable";

    /// <summary>A new PIN is not permitted, or was not typed the same twice.</summary>
    public const string PinNotPermitted = "TempCard.PinNotPermitted";

    /// <summary>
    /// The PUK is not given to the card: too few tries are left, or the card did not take it before.
    /// </summary>
    public const string PukNotUsable = "TempCard.PukNotUsable";

    /// <summary>There is no letter of this number.</summary>
    public const string LetterNotFound = "TempCard.LetterNotFound";

    /// <summary>A letter was printed already, or may have been; printing it again needs a reason.</summary>
    public const string LetterExists = "TempCard.LetterExists";

    /// <summary>It is not said where letters are printed.</summary>
    public const string LetterPrinterMissing = "TempCard.LetterPrinterMissing";
}
