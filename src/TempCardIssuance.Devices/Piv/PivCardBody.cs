using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>A PIV card on a connection, selected and identified.</summary>
public sealed class PivCardBody : ICardBody
{
    private readonly ICardConnection _connection;
    private readonly ConnectionChannel _counter;
    private readonly PivApplication _application;
    private readonly PivOptions _options;
    private readonly Func<CardTray, CancellationToken, Task> _eject;

    private Chuid? _chuid;

    /// <summary>Algorithm of the management key, known and authenticated once the blank was checked.</summary>
    private PivAlgorithm? _managementKey;

    private PivCardBody(
        ICardConnection connection, PivOptions options, Func<CardTray, CancellationToken, Task> eject)
    {
        _connection = connection;
        _options = options;
        _eject = eject;
        _counter = new ConnectionChannel(connection);
        _application = new PivApplication(PivChannel.Stack(connection, _counter, options.Trace));
    }

    /// <inheritdoc/>
    public string? Id { get; private set; }

    /// <inheritdoc/>
    public Guid? CardGuid => _chuid?.CardGuid;

    /// <summary>Selects the application and reads what identifies the body.</summary>
    /// <param name="connection">Owned by the body from here on, and closed if this throws.</param>
    /// <param name="options">Owned by the caller; must outlive the body.</param>
    /// <param name="eject">What the station does to let go of a body.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotSupported"/>, <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.CardRemoved"/>.
    /// </exception>
    public static PivCardBody Open(
        ICardConnection connection, PivOptions options, Func<CardTray, CancellationToken, Task> eject)
    {
        var body = new PivCardBody(connection, options, eject);
        try
        {
            body.Identify();
            return body;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task CheckBlankAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _managementKey ??= new PivBlankCheck(_application, _options, _chuid).Run();
        return Task.CompletedTask;
    }

    /// <summary>
    /// See <see cref="ICardBody.EncodeAsync"/>. Once something was written only the wait for an authority can be
    /// cancelled. The result counts every command since the body was opened.
    /// </summary>
    public async Task<ChipResult> EncodeAsync(
        ChipJob job, CertificateIssuer issuer, IProgress<ChipStep> progress, CancellationToken cancellationToken)
    {
        await CheckBlankAsync(cancellationToken);
        new PivPersonalization(_application, _options, progress, Id).Run(job, _managementKey!.Value);
        var signer = new PivSigner(_application, new PivPins(_application), job.Pin);
        await new PivCertificateWriter(_application, signer, _options, progress)
            .RunAsync(job.Certificates, issuer, cancellationToken);
        return new ChipResult(_counter.Commands, _counter.CardTime);
    }

    /// <inheritdoc/>
    public Task EjectAsync(CardTray tray, CancellationToken cancellationToken) => _eject(tray, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Identify()
    {
        _application.Select();
        string? serial = _application.ReadSerial();
        _chuid = _application.ReadObject("CHUID", PivObject.Chuid) is { } content ? Chuid.Parse(content) : null;
        Id = serial is not null ? $"serial:{serial}" : CardGuid is { } guid ? $"guid:{guid}" : null;
    }
}
