namespace TempCardIssuance.Devices.PcSc.Native;

/// <summary>Chooses the PC/SC of the operating system.</summary>
internal static class SCardApi
{
    public static ISCardApi System { get; } = Choose();

    private static ISCardApi Choose() =>
        OperatingSystem.IsWindows() ? new WinSCardApi()
        : OperatingSystem.IsMacOS() ? new ApplePcscApi()
        : new PcscLiteApi();
}
