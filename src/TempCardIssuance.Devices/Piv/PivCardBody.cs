using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
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

    private readonly PivIdentification _card;
    private PivPropertyTemplate _properties = new(Label: null, Algorithms: []);

    /// <summary>Known once the blank was looked at.</summary>
    private PivBlankCheck? _check;

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
        _application = new PivApplication(new RenewingChannel(_guard, connection, SelectAnew, VerifyAnew));
        _card = new PivIdentification(_application, options.IgnoresSerialNumber);
    }

    /// <inheritdoc cref="PivIdentification.Id"/>
    public BodyIdentity? Id => _card.Id;

    /// <inheritdoc/>
    public Guid? CardGuid => _card.Chuid?.CardGuid;

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
        PivReuse reuse = Reuse();
        var look = PivLook.Take(_application, _card.Chuid);
        _reuse = reuse.Find(look);
        if (_reuse == ReuseWay.None)
            _blank = (_check = new PivBlankCheck(_application, _options, look)).Run(reuse.Remedy);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task<BodyIdentity?> RecognizeAsync(IReadOnlyList<BodyIdentity> bodies, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_check?.Recognize(bodies) is not { } recognized)
            return Task.FromResult<BodyIdentity?>(null);
        _blank = recognized.Blank;
        return Task.FromResult<BodyIdentity?>(recognized.Body);
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
        // The management key is authenticated to the card that answers now, so no other can take its place unseen.
        _card.CheckBriefly();
        if (_reuse != ReuseWay.None)
            MakeBlank(progress);
        new PivPersonalization(_application, _options, progress, _card).Run(job, _blank!, SelectAnew);
        var signer = new PivSigner(_application, new PivPins(_application), job.Pin, progress);
        await new PivCertificateWriter(_application, signer, Attestation(), progress, SelectAnew)
            .RunAsync(job.Certificates, issuer, cancellationToken);
        _card.CheckAtEnd();
        return new ChipResult(_counter.Commands, _counter.CardTime);
    }

    /// <inheritdoc/>
    public Task<PinTries> ReadTriesAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        PivMetadata? puk = _application.ReadMetadata(PivPin.Puk.Reference);
        return Task.FromResult(new PinTries(new PivPins(_application).QueryTries(PivPin.Pin), puk?.TriesLeft));
    }

    /// <inheritdoc/>
    public Task SetPinAsync(SecretBytes puk, SecretBytes pin, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        // It may have been exchanged while its holder was typing.
        _card.Check();
        var pins = new PivPins(_application);
        pins.Unblock(puk, pin);
        pins.Prove(pin);
        return Task.CompletedTask;
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
            PivReuse reuse = Reuse();
            reuse.Reset();
            var look = PivLook.Take(_application, _card.Chuid);
            _blank = new PivBlankCheck(_application, _options, look).Run(reuse.Remedy);
        }

        _reuse = ReuseWay.None;
    }

    /// <summary>Some cards forget by it who was authenticated.</summary>
    /// <returns>False if nobody was.</returns>
    private bool SelectAnew()
    {
        _application.Select();
        _card.Check();
        return _application.Security.Renew(_application);
    }

    /// <returns>False if the PIN had not been verified.</returns>
    private bool VerifyAnew()
    {
        if (!_application.Security.HasPin)
            return false;
        _card.CheckBriefly();
        return _application.Security.RenewPin(_application);
    }

    private PivAttestation Attestation() => new(_application, _options.Makers, _card);

    private PivReuse Reuse() => new(_application, _options, _card);

    private void Identify()
    {
        _properties = _application.Select();
        _card.Run();
    }

    private void RequirePossible(IEnumerable<ChipCertificate> certificates)
    {
        var abilities = new PivAbilities(_application, _properties);
        foreach (CertificateProfile profile in certificates.Select(certificate => certificate.Profile))
        {
            PivDriver.Chip.Check(profile);
            abilities.Require(profile);
            Attestation().Check(profile);
        }
    }
}
