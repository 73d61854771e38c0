using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.PcSc.Native;

namespace TempCardIssuance.Tests.Devices.PcSc;

public sealed class PcscErrorTests
{
    [Theory]
    [InlineData(0x8010001D, ErrorIds.StationNotReady, "SCARD_E_NO_SERVICE 0x8010001D")]
    [InlineData(0x8010002E, ErrorIds.StationNotReady, "SCARD_E_NO_READERS_AVAILABLE 0x8010002E")]
    [InlineData(0x80100017, ErrorIds.StationNotReady, "SCARD_E_READER_UNAVAILABLE 0x80100017")]
    [InlineData(0x80100068, ErrorIds.CardRemoved, "SCARD_W_RESET_CARD 0x80100068")]
    [InlineData(0x80100066, ErrorIds.CardError, "SCARD_W_UNRESPONSIVE_CARD 0x80100066")]
    [InlineData(0x8010000F, ErrorIds.CardNotSupported, "SCARD_E_PROTO_MISMATCH 0x8010000F")]
    [InlineData(0x8010006A, ErrorIds.StationNotReady, "SCARD_W_SECURITY_VIOLATION 0x8010006A")]
    [InlineData(0x80100001, ErrorIds.CardError, "SCARD_F_INTERNAL_ERROR 0x80100001")]
    [InlineData(0x0000045D, ErrorIds.CardError, "PC/SC error 0x0000045D")]
    public void Every_code_is_named_and_says_what_to_do(uint code, string errorId, string name)
    {
        var error = PcscError.From((SCardError)code, "Reader A");
        Assert.Equal(errorId, error.ErrorId);
        Assert.EndsWith($"in reader 'Reader A' ({name}).", error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(error.Remedy!);
    }
}
