using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Makes a blank into a card without certificates: retry counters, management key, CHUID, PIN, PUK, CCC. The
/// management key has been authenticated. The CHUID comes right after it because the key may be derived from the GUID:
/// a card that fails later still says which key it has.
/// </summary>
internal sealed class PivPersonalization(
    PivApplication application, PivOptions options, IProgress<ChipStep> progress, BodyIdentity body)
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
        SetManagementKey(blank.ManagementKey);
        Write("CHUID", PivObject.Chuid, Chuid.Encode(job.CardGuid, job.ValidUntil));
        ChangePin(PivPin.Pin, pinsReset ? WellKnown.Pin : options.TransportPin.Span, job.Pin);
        ChangePin(PivPin.Puk, pinsReset ? WellKnown.Puk : options.TransportPuk.Span, job.Puk);
        if (!TryWrite("CCC", PivObject.CardCapabilityContainer, CardCapabilityContainer.Encode(job.CardGuid)))
            selectAnew();
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
        return application.ReadMetadata(PivPin.Pin.Reference)?.IsDefault ?? true;
    }

    private void SetManagementKey(PivAlgorithm algorithm)
    {
        using SecretBytes? key = options.ManagementKey.GetKey(body, algorithm);
        if (key is null)
            return;
        progress.Report(new ChipStep("management key"));
        new PivManagementKey(application).Change("management key", algorithm, key);
    }

    private void ChangePin(PivPin pin, ReadOnlySpan<byte> old, SecretBytes replacement)
    {
        progress.Report(new ChipStep(pin.Name));
        using var current = new SecretBytes(old);
        _pins.Change(pin, current, replacement);
    }

    /// <summary>
    /// The CCC tells about cards of before SP 800-73 (GSC-IS 2.1), and nothing that uses temporary cards needs it.
    /// There are cards that have none, or one of their maker's.
    /// </summary>
    private bool TryWrite(string step, int tag, byte[] content)
    {
        progress.Report(new ChipStep(step));
        bool isWritten = application.TryWriteObject(step, tag, content);
        if (!isWritten)
            progress.Report(new ChipStep(step, "left as it is"));
        return isWritten;
    }

    private void Write(string step, int tag, byte[] content)
    {
        progress.Report(new ChipStep(step));
        application.WriteObject(step, tag, content);
    }
}
