using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Devices.PcSc;

/// <summary>Makes errors of PC/SC into errors that say what to do.</summary>
internal static class PcscError
{
    /// <summary>Throws unless the call went well.</summary>
    /// <param name="error">What PC/SC returned.</param>
    /// <param name="reader">The reader it is about, if any.</param>
    public static void Check(SCardError error, string? reader = null)
    {
        if (error != SCardError.Success)
            throw From(error, reader);
    }

    public static TempCardException From(SCardError error, string? reader, Exception? inner = null)
    {
        (string id, string what, string remedy) = Explain(error);
        string where = reader is null ? "" : $" in reader '{reader}'";
        ErrorKind kind = error == SCardError.SharingViolation ? ErrorKind.Busy
            : string.Equals(id, ErrorIds.StationNotReady, StringComparison.Ordinal) ? ErrorKind.Unavailable
            : ErrorKind.Device;
        return new TempCardException(
            id, kind, $"{what}{where} ({SCardErrorText.Name(error)}).", remedy, reader, inner);
    }

    /// <summary>PC/SC itself is missing on this computer.</summary>
    public static TempCardException NotInstalled(Exception inner) => new(
        ErrorIds.StationNotReady,
        ErrorKind.Unavailable,
        "The PC/SC library of this system could not be loaded.",
        "Install PC/SC; on Debian and Ubuntu: apt install pcscd libpcsclite1.",
        inner: inner);

    private static (string Id, string What, string Remedy) Explain(SCardError error) => error switch
    {
        SCardError.NoService or SCardError.ServiceStopped => (
            ErrorIds.StationNotReady,
            "The smart card service is not running",
            ServiceRemedy),
        SCardError.CommError or SCardError.InvalidHandle or SCardError.SystemCancelled or SCardError.Shutdown
            or SCardError.WindowsInvalidHandle or SCardError.WindowsBrokenPipe or SCardError.WindowsNoRpcServer
            or SCardError.WindowsRpcFailed => (
            ErrorIds.StationNotReady,
            "The connection to the smart card service was lost",
            ServiceRemedy),
        SCardError.ServerTooBusy => (
            ErrorIds.StationNotReady,
            "The smart card service is too busy",
            "Close other programs that use smart cards, then try again."),
        SCardError.NoReadersAvailable => (
            ErrorIds.StationNotReady,
            "No smart card reader is connected",
            "Connect the reader and see that its driver is installed."),
        SCardError.UnknownReader or SCardError.ReaderUnavailable or SCardError.ReaderUnsupported => (
            ErrorIds.StationNotReady,
            "The reader is not connected or does not work",
            "Connect the reader again, or write the name of one that works into the station."),
        SCardError.SharingViolation => (
            ErrorIds.StationNotReady,
            "Another program is using the card",
            "Close programs that use smart cards (browsers, mail and VPN clients, the reader vendor's tools, "
            + "gpg-agent: 'gpgconf --kill scdaemon'), or another TempCardIssuance session at this reader."),
        SCardError.NoSmartcard or SCardError.RemovedCard => (
            ErrorIds.CardRemoved,
            "The card was removed",
            "Leave the card in the reader until its production has ended; repeat the production of this card."),
        SCardError.ResetCard or SCardError.UnpoweredCard => (
            ErrorIds.CardReset,
            "The card was reset or lost power",
            "Check that no other program uses this reader and that the card sits firmly; repeat the production."),
        SCardError.UnresponsiveCard => (
            ErrorIds.CardError,
            "The card does not answer",
            "Put the card in with its chip to the contacts, the right way up; if that does not help it is defective."),
        SCardError.UnsupportedCard or SCardError.ProtoMismatch => (
            ErrorIds.CardNotSupported,
            "Reader and card have no protocol in common",
            "Use another reader, or check that the card is one that this driver is for."),
        SCardError.SecurityViolation => (
            ErrorIds.StationNotReady,
            "Access to the reader was denied",
            "Run as a user who may use smart cards; on Linux see the polkit rules of pcscd."),
        SCardError.NotTransacted or SCardError.CommDataLost => (
            ErrorIds.CardRemoved,
            "The card stopped answering",
            "If it was not pulled out, clean its contacts or try another body; if it happens with every card, connect "
            + "the reader again."),
        _ => (
            ErrorIds.CardError,
            "PC/SC reported an error",
            "Try again; if it stays, connect the reader again and restart the smart card service."),
    };

    private static string ServiceRemedy =>
        OperatingSystem.IsWindows()
            ? "Connect a reader and start the service: Start-Service SCardSvr."
            : "Start it: sudo systemctl start pcscd.socket.";
}
