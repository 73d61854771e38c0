using System.Globalization;

namespace TempCardIssuance.Devices.Iso7816;

/// <summary>
/// What status words are called: ISO/IEC 7816-4, tables 5 and 6; of several names that of SP 800-73-4 Part 2.
/// </summary>
internal static class StatusWordText
{
    public static string Of(StatusWord status) => status.TriesLeft is { } tries && status.Sw1 == 0x63
        ? Tries(tries)
        : Specific(status.Value) ?? Kind(status);

    /// <summary>A number of tries with its noun.</summary>
    public static string Tries(int tries) =>
        string.Create(CultureInfo.InvariantCulture, $"{tries} {(tries == 1 ? "try" : "tries")} left");

    private static string? Specific(ushort value) => value switch
    {
        0x9000 => "success",
        0x6281 => "part of the returned data may be corrupted",
        0x6282 => "end of file or record reached before Ne bytes were read",
        0x6283 => "selected file deactivated",
        0x6284 => "file control information not formatted as it should be",
        0x6285 => "selected file in termination state",
        0x6286 => "no input data available from a sensor on the card",
        0x6287 => "at least one of the referenced records is deactivated",
        0x6300 => "verification failed",
        0x6381 => "file filled up by the last write",
        0x6400 => "execution error",
        0x6401 => "immediate response required by the card",
        0x6481 => "access to the logical channel denied",
        0x6482 => "opening of the logical channel denied",
        0x6581 => "memory failure",
        0x6700 => "wrong length",
        0x6881 => "logical channel not supported",
        0x6882 => "secure messaging not supported",
        0x6883 => "last command of the chain expected",
        0x6884 => "command chaining not supported",
        0x6981 => "command incompatible with the file structure",
        0x6982 => "security status not satisfied",
        0x6983 => "authentication method blocked",
        0x6984 => "reference data not usable",
        0x6985 => "conditions of use not satisfied",
        0x6986 => "command not allowed: no current file",
        0x6987 => "expected secure messaging data objects missing",
        0x6988 => "incorrect secure messaging data objects",
        // Of Java Card: ISO7816.SW_APPLET_SELECT_FAILED.
        0x6999 => "application can't be selected",
        0x6A80 => "incorrect parameters in the command data field",
        0x6A81 => "function not supported",
        0x6A82 => "data object or application not found",
        0x6A83 => "record not found",
        0x6A84 => "not enough memory",
        0x6A85 => "length of the data inconsistent with their structure",
        0x6A86 => "incorrect parameters P1-P2",
        0x6A87 => "length of the data inconsistent with parameters P1-P2",
        0x6A88 => "referenced data or reference data not found",
        0x6A89 => "file already exists",
        0x6A8A => "name of the application already exists",
        0x6B00 => "wrong parameters P1-P2",
        0x6D00 => "instruction code not supported or invalid",
        0x6E00 => "class not supported",
        0x6F00 => "no precise diagnosis",
        _ => null,
    };

    /// <summary>What SW1 alone tells; what the standard leaves to others is theirs.</summary>
    private static string Kind(StatusWord status) => status.Sw1 switch
    {
        0x61 => "more response data available",
        0x62 => "warning, memory unchanged",
        0x63 => "warning, memory changed",
        0x64 => "execution error, memory unchanged",
        0x65 => "execution error, memory changed",
        0x66 => "security-related issue",
        0x67 => "wrong length",
        0x68 => "function in the class byte not supported",
        0x69 => "command not allowed",
        0x6A => "wrong parameters P1-P2",
        0x6B => "wrong parameters P1-P2",
        0x6C => "wrong Le field",
        0x6D => "instruction code not supported or invalid",
        0x6E => "class not supported",
        0x6F => "no precise diagnosis",
        _ => "the maker's own, in no standard",
    };
}
