using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Makes a blank into a card without certificates: retry counters, management key, CHUID, PIN, PUK, CCC. The
/// management key has been authenticated. The CHUID comes right after it because the key may be derived from the GUID:
/// a card that fails later still says which key it has. What a card says it has done is looked at: 9000 is said by some
/// that did nothing.
/// </summary>
internal sealed class PivPersonalization(
    PivApplication application, PivOptions options, IProgress<ChipStep> progress, PivIdentification card)
{
    private readonly PivPins _pins = new(application);

    /// <param name="job">What is to be put on it.</param>
    /// <param name="blank">What was found out about it.</param>
    /// <param name="selectAnew">Selects the application after a write that failed, and authenticates again.</param>
    public void Run(ChipJob job, PivBlank blank, Func<bool> selectAnew)
    {
        // A wrong setting must not cost a blank, so the PIN is tried before anything is written.
        if (options.Retries is not null || !blank.PinIsTold)
            _pins.VerifyTransport(options.TransportPin);
        bool pinsReset = options.Retries is { } retries && SetRetries(retries);
        SetManagementKey(blank.ManagementKey, card.Id ?? BodyIdentity.OfGuid(job.CardGuid));
        byte[] chuid = Chuid.Encode(job.CardGuid, job.ValidUntil);
        card.Expect(chuid);
        Write("CHUID", PivObject.Chuid, chuid);
        SetPins(job, pinsReset);
        WriteCapabilityContainer(CardCapabilityContainer.Encode(job.CardGuid), selectAnew, () => _pins.Prove(job.Pin));
    }

    /// <returns>
    /// Whether PIN and PUK are the well-known ones now, as most cards make them; where the card says that they are not,
    /// they are the transport values.
    /// </returns>
    private bool SetRetries(RetryCounters retries)
    {
        const string Step = "retry counters";
        progress.Report(new ChipStep(Step));
        StatusWord status = application.Transmit(PivCommands.SetRetries(retries.Pin, retries.Puk)).Status;
        if (!status.IsSuccess)
            throw PivErrors.RetriesNotSet(Step, status);
        application.Security.ForgetPin();
        PivMetadata? told = application.ReadMetadata(PivPin.Pin.Reference, Step);
        int? pin = told?.TriesLeft ?? _pins.QueryTriesAnew(PivPin.Pin);
        int? puk = application.ReadMetadata(PivPin.Puk.Reference, Step)?.TriesLeft;
        return (pin ?? retries.Pin) == retries.Pin && (puk ?? retries.Puk) == retries.Puk
            ? told?.IsDefault ?? true
            : throw PivErrors.NotVerified(Step, "the card says that they were set, and has others");
    }

    private void SetManagementKey(PivAlgorithm algorithm, BodyIdentity body)
    {
        using SecretBytes? key = options.ManagementKey.GetKey(body, algorithm);
        if (key is null)
            return;
        progress.Report(new ChipStep("management key"));
        new PivManagementKey(application).Change("management key", algorithm, key);
    }

    private void SetPins(ChipJob job, bool pinsReset)
    {
        using var pin = new SecretBytes(pinsReset ? WellKnown.Pin : options.TransportPin.Span);
        using var puk = new SecretBytes(pinsReset ? WellKnown.Puk : options.TransportPuk.Span);
        progress.Report(new ChipStep(PivPin.Pin.Name));
        _pins.Change(PivPin.Pin, pin, job.Pin);
        progress.Report(new ChipStep(PivPin.Puk.Name));
        _pins.Change(PivPin.Puk, puk, job.Puk);
        _pins.ProvePuk(puk, job.Puk, job.Pin);
    }

    /// <summary>
    /// The CCC tells about cards of before SP 800-73 (GSC-IS 2.1), and nothing that uses temporary cards needs it.
    /// There are cards that have none, or one of their maker's.
    /// </summary>
    /// <param name="content">The object.</param>
    /// <param name="selectAnew">See <see cref="Run"/>.</param>
    /// <param name="provePin">
    /// Right after a command that only the card takes to which the management key was authenticated: no other one gets
    /// the PIN.
    /// </param>
    private void WriteCapabilityContainer(byte[] content, Func<bool> selectAnew, Action provePin)
    {
        const string Step = "CCC";
        progress.Report(new ChipStep(Step));
        bool isTaken = application.TryWriteObject(Step, PivObject.CardCapabilityContainer, content);
        if (!isTaken)
            selectAnew();
        provePin();
        if (!isTaken
            || application.ReadObject(Step, PivObject.CardCapabilityContainer) is not { } stored
            || !stored.Span.SequenceEqual(content))
        {
            progress.Report(new ChipStep(Step, "left as it is"));
        }
    }

    private void Write(string step, int tag, byte[] content)
    {
        progress.Report(new ChipStep(step));
        application.WriteObject(step, tag, content);
    }
}
