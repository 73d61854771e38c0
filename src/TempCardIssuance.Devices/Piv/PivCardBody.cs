using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>A PIV card on a connection, selected and identified.</summary>
internal sealed class PivCardBody : ICardBody
{
    private readonly ICardConnection _connection;
    private readonly ConnectionChannel _counter;
    private readonly GuardedChannel _guard;
    private readonly PivApplication _application;
    private readonly PivOptions _options;
    private readonly Func<CardTray, CancellationToken, Task> _eject;

    private Chuid? _chuid;
    private PivPropertyTemplate _properties = new(Label: null, Algorithms: []);

    /// <summary>Known once the blank was checked, and its management key authenticated.</summary>
    private PivBlank? _blank;

    /// <summary>How the body, which is a card of ours, becomes a blank before anything else is done.</summary>
    private ReuseWay _reuse;

    private PivCardBody(
        ICardConnection connection,
        PivOptions options,
        Func<CardTray, CancellationToken, Task> eject,
        Action<string>? trace)
    {
        _connection = connection;
        _options = options;
        _eject = eject;
        _counter = new ConnectionChannel(connection);
        IApduChannel channel = PivChannel.Stack(connection, _counter, trace);
        _guard = new GuardedChannel(channel);
        _application = new PivApplication(new RenewingChannel(_guard, connection, SelectAnew));
    }

    /// <summary>
    /// Serial number, else the GUID that this driver wrote. The GUID of anybody else's CHUID is no identity: there are
    /// blanks that leave the factory with the same one on each. A blank without a serial number therefore has none, and
    /// gets that of the CHUID that is written to it.
    /// </summary>
    public BodyIdentity? Id { get; private set; }

    /// <inheritdoc/>
    public Guid? CardGuid => _chuid?.CardGuid;

    /// <inheritdoc/>
    public string ManagementKey => _options.ManagementKey.Description;

    /// <summary>Selects the application and reads what identifies the body.</summary>
    /// <param name="connection">Owned by the body from here on, and closed if this throws.</param>
    /// <param name="options">Owned by the caller; must outlive the body.</param>
    /// <param name="eject">What the station does to let go of a body.</param>
    /// <param name="trace">Is given every command and response, with secret data masked.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.CardNotSupported"/>, <see cref="ErrorIds.CardError"/> or <see cref="ErrorIds.CardRemoved"/>.
    /// </exception>
    public static PivCardBody Open(
        ICardConnection connection,
        PivOptions options,
        Func<CardTray, CancellationToken, Task> eject,
        Action<string>? trace = null)
    {
        var body = new PivCardBody(connection, options, eject, trace);
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
        if (_blank is not null || _reuse != ReuseWay.None)
            return Task.CompletedTask;
        _reuse = Reuse().Find();
        if (_reuse == ReuseWay.None)
            _blank = new PivBlankCheck(_application, _options, _chuid).Run();
        return Task.CompletedTask;
    }

    /// <summary>
    /// See <see cref="ICardBody.EncodeAsync"/>. Once something was written only the wait for an authority can be
    /// cancelled. The result counts every command since the body was opened.
    /// </summary>
    public async Task<ChipResult> EncodeAsync(
        ChipJob job, CertificateIssuer issuer, IProgress<ChipStep> progress, CancellationToken cancellationToken)
    {
        _guard.BeforeWriting = job.BeforeWriting;
        RequirePossible(job.Certificates);
        await CheckBlankAsync(cancellationToken);
        if (_reuse == ReuseWay.None)
            RequireEmpty(job.Certificates);
        else
            MakeBlank(progress);
        BodyIdentity id = Id ?? BodyIdentity.OfGuid(job.CardGuid);
        new PivPersonalization(_application, _options, progress, id).Run(job, _blank!, SelectAnew);
        var signer = new PivSigner(_application, new PivPins(_application), job.Pin);
        await new PivCertificateWriter(_application, signer, progress, SelectAnew)
            .RunAsync(job.Certificates, issuer, cancellationToken);
        return new ChipResult(_counter.Commands, _counter.CardTime);
    }

    /// <inheritdoc/>
    public Task EjectAsync(CardTray tray, CancellationToken cancellationToken) => _eject(tray, cancellationToken);

    public ValueTask DisposeAsync()
    {
        _application.Security.Dispose();
        _connection.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>After a RESET it has to stand the check that any blank has to.</summary>
    private void MakeBlank(IProgress<ChipStep> progress)
    {
        progress.Report(new ChipStep("reset"));
        if (_reuse == ReuseWay.Puk)
        {
            _blank = Reuse().ResetPin();
        }
        else
        {
            Reuse().Reset();
            _blank = new PivBlankCheck(_application, _options, chuid: null).Run();
        }

        _reuse = ReuseWay.None;
    }

    /// <summary>
    /// A key that somebody has a certificate for is not written over; the check of a blank saw some slots.
    /// </summary>
    private void RequireEmpty(IEnumerable<ChipCertificate> certificates)
    {
        foreach (PivSlot slot in certificates.Select(c => PivSlot.Get(c.Profile.Slot)).Except(PivBlankCheck.Slots))
            PivBlankCheck.RequireEmpty(_application, slot);
    }

    /// <summary>Some cards forget by it who was authenticated.</summary>
    /// <returns>False if nobody was.</returns>
    private bool SelectAnew()
    {
        _application.Select();
        return _application.Security.Renew(_application);
    }

    private PivReuse Reuse() => new(_application, _options, Id);

    private void Identify()
    {
        _properties = _application.Select();
        byte[]? serial = _options.IgnoresSerialNumber ? null : _application.ReadSerial();
        _chuid = _application.ReadObject("CHUID", PivObject.Chuid) is { } content ? Chuid.Parse(content) : null;
        Id = serial is not null ? BodyIdentity.OfSerial(serial)
            : _chuid is { IsOurs: true, CardGuid: { } guid } ? BodyIdentity.OfGuid(guid)
            : null;
    }

    private void RequirePossible(IEnumerable<ChipCertificate> certificates)
    {
        foreach (CertificateProfile profile in certificates.Select(certificate => certificate.Profile))
        {
            PivDriver.Chip.Check(profile);
            if (_properties.Excludes(PivKeyType.Of(profile.KeyType).Algorithm))
                throw PivErrors.AlgorithmMissing(profile);
        }
    }
}
