using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Makes a blank into a card without certificates: retry counters, management key, PIN, PUK, CHUID, CCC. The
/// management key has been authenticated.
/// </summary>
internal sealed class PivPersonalization(
    PivApplication application, PivOptions options, IProgress<ChipStep> progress, string? bodyId)
{
    private readonly PivPins _pins = new(application);

    public void Run(ChipJob job, PivAlgorithm managementKey)
    {
        bool pinsReset = options.Retries is { } retries && SetRetries(retries);
        SetManagementKey(managementKey);
        ChangePin(PivPin.Pin, pinsReset ? WellKnown.Pin : options.TransportPin.Span, job.Pin);
        ChangePin(PivPin.Puk, pinsReset ? WellKnown.Puk : options.TransportPuk.Span, job.Puk);
        Write("CHUID", PivObject.Chuid, Chuid.Encode(job.CardGuid, job.ValidUntil));
        Write("CCC", PivObject.CardCapabilityContainer, CardCapabilityContainer.Encode(job.CardGuid));
    }

    /// <returns>
    /// Whether PIN and PUK are the well-known ones now: most cards set them back to what their maker gave them. Where
    /// the card says that this is what they were before, or that it did no such thing, they are the transport values.
    /// </returns>
    private bool SetRetries(RetryCounters retries)
    {
        const string Step = "retry counters";
        progress.Report(new ChipStep(Step));
        bool fromMaker = application.ReadMetadata(PivPin.Pin.Reference)?.IsDefault ?? false;
        _pins.Verify(Step, options.TransportPin);
        application.Require(Step, PivCommands.SetRetries(retries.Pin, retries.Puk));
        return !fromMaker && (application.ReadMetadata(PivPin.Pin.Reference)?.IsDefault ?? true);
    }

    private void SetManagementKey(PivAlgorithm algorithm)
    {
        using SecretBytes? key = options.ManagementKey.GetKey(bodyId, algorithm);
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

    private void Write(string step, int tag, byte[] content)
    {
        progress.Report(new ChipStep(step));
        application.WriteObject(step, tag, content);
    }
}
