using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Tests.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>Cards that answer word for word.</summary>
public abstract class PivScriptTests : IDisposable
{
    private protected const string Select = "00A40400 09 A00000030800001000 00 => 9000";
    private protected const string Serial = "00F80000 00 => 0012AB34 9000";
    private protected const string NoSerial = "00F80000 00 => 6D00";
    private protected const string NoChuid = "00CB3FFF 05 5C035FC102 00 => 6A82";
    private protected const string NoMetadata = "00F7009B 00 => 6D00";

    /// <summary>Of a card that knows no objects for retired keys.</summary>
    private protected static readonly string[] NoCertificates =
    [
        "00CB3FFF 05 5C035FC105 00 => 6A82",
        "00CB3FFF 05 5C035FC10A 00 => 6A82",
        "00CB3FFF 05 5C035FC10B 00 => 6A82",
        "00CB3FFF 05 5C035FC101 00 => 6A82",
        "00CB3FFF 05 5C035FC10D 00 => 6A81",
    ];

    /// <summary>Of a card that knows no retired keys.</summary>
    private protected static readonly string[] NoKeys =
    [
        "00F7009A 00 => 6A88",
        "00F7009C 00 => 6A88",
        "00F7009D 00 => 6A88",
        "00F7009E 00 => 6A88",
        "00F70082 00 => 6A86",
    ];

    private protected const string FactoryChuid =
        "00CB3FFF 05 5C035FC102 00 => 5316 3410 112233445566478899AABBCCDDEEFF00 3E00 FE00 9000";

    private protected const string OurChuid =
        "00CB3FFF 05 5C035FC102 00 => 533B 3019D4E739DA739CED39CE739D836858210842108421C84210B7F6"
        + "3410112233445566478899AABBCCDDEEFF00 350832303331303530393E00FE00 9000";

    private protected readonly PivOptions _options = new();

    public void Dispose()
    {
        _options.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected PivCardBody Open(ScriptedConnection card) =>
        PivCardBody.Open(card, _options, (_, _) => Task.CompletedTask);

    private protected async Task<TempCardException> CheckAsync(ScriptedConnection card)
    {
        PivCardBody body = Open(card);
        return await Assert.ThrowsAsync<TempCardException>(() => body.CheckBlankAsync(CancellationToken.None));
    }
}
