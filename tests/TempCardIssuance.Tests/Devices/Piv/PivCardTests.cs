using System.Security.Cryptography;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Devices.Piv;

/// <summary>The driver against a card that was written by somebody else from the same standard.</summary>
public abstract class PivCardTests : IDisposable
{
    private static readonly byte[] Master = RandomNumberGenerator.GetBytes(32);

    private protected readonly TestAuthority _authority = new();
    private protected readonly StepList _progress = new();
    private protected readonly PivOptions _options = new();

    public void Dispose()
    {
        _options.Dispose();
        _authority.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static VirtualCardOptions Blank() => new() { Serial = 0x12AB34, ExtendedLength = false };

    private protected static PivOptions Diversified() => new()
    {
        ManagementKey = new DerivedManagementKey(new SecretBytes(Master)),
    };

    private protected async Task<ChipResult> EncodeAsync(
        VirtualPivCard card, PivOptions options, ChipJob job, TestAuthority? authority = null)
    {
        await using PivCardBody body = Open(card, options);
        await body.CheckBlankAsync(CancellationToken.None);
        return await body.EncodeAsync(
            job, (authority ?? _authority).IssueAsync, _progress, CancellationToken.None);
    }

    private protected static PivCardBody Open(VirtualPivCard card, PivOptions options) =>
        PivCardBody.Open(card.Connect(), options, (_, _) => Task.CompletedTask);

    private protected static PivInspection Inspect(VirtualPivCard card, PivOptions options)
    {
        using VirtualCardConnection connection = card.Connect();
        return PivInspection.Run(connection, options);
    }

    private protected static PivApplication Select(VirtualPivCard card)
    {
        var application = new PivApplication(
            new ConnectionChannel(card.Connect()));
        application.Select();
        return application;
    }

    private protected static void AssertError(string errorId, Action action) =>
        Assert.Equal(errorId, Assert.Throws<TempCardException>(action).ErrorId);

    private protected static async Task AssertErrorAsync(string errorId, Func<Task> action) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(action)).ErrorId);
}
