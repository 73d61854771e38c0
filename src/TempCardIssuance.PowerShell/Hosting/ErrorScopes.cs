using System.Collections.Frozen;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>Which errors leave the rest of a command's work alone.</summary>
internal static class ErrorScopes
{
    /// <summary>Errors about one card or batch of several: the pipeline goes on with the next.</summary>
    public static FrozenSet<string> OfOneItem { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        ErrorIds.CardNotFound,
        ErrorIds.CardNotRequested,
        ErrorIds.CardClaimed,
        ErrorIds.CardStateInvalid,
        ErrorIds.CardNotInBatch,
        ErrorIds.CardNotSeen,
        ErrorIds.BatchNotFound,
        ErrorIds.BatchStateInvalid,
        ErrorIds.BatchHasFailedCards,
        ErrorIds.BatchNeedsLook,
        ErrorIds.BatchBusy,
        ErrorIds.DualControl,
        ErrorIds.GrantRefused,
        ErrorIds.GrantToSelf,
        ErrorIds.HolderHasCard,
        ErrorIds.HolderInvalid,
        ErrorIds.LeaseLost,
        ErrorIds.LetterExists,
        ErrorIds.LoanInvalid,
        ErrorIds.NoteInvalid,
        ErrorIds.PinNotAvailable,
        ErrorIds.SealBroken,
        ErrorIds.SecondOperatorNeeded,
        ErrorIds.SiteNotAllowed,
        ErrorIds.StoreConflict);

    /// <summary>
    /// Errors that a card or a station can have while cards are made: the batch goes on with the others.
    /// </summary>
    public static FrozenSet<string> OfOneProduction { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        ErrorIds.AttestationFailed,
        ErrorIds.AuthorityEndsEarly,
        ErrorIds.AuthorityIncomplete,
        ErrorIds.AuthorityNotExclusive,
        ErrorIds.AuthorityNotInstalled,
        ErrorIds.AuthorityNotReady,
        ErrorIds.AuthorityOpening,
        ErrorIds.AuthorityUnfit,
        ErrorIds.AuthorityWentBack,
        ErrorIds.BodyExchanged,
        ErrorIds.BodyForeign,
        ErrorIds.BodyInUse,
        ErrorIds.CardError,
        ErrorIds.CardNotSupported,
        ErrorIds.CardRemoved,
        ErrorIds.CardReset,
        ErrorIds.CertificateExists,
        ErrorIds.CertificateRefused,
        ErrorIds.CertificateTooLarge,
        ErrorIds.FaceIncomplete,
        ErrorIds.Interrupted,
        ErrorIds.LayoutInvalid,
        ErrorIds.ManagementKeyWrong,
        ErrorIds.PrinterEmpty,
        ErrorIds.PrinterNotReady,
        ErrorIds.PrinterStopped,
        ErrorIds.StationEmpty,
        ErrorIds.StationNotReady,
        ErrorIds.StoreWentBack,
        ErrorIds.TransportPinWrong,
        ErrorIds.VerificationFailed);
}
