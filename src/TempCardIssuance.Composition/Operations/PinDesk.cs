using System.Globalization;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Composition.Operations;

/// <summary>What can be done with sealed PINs and PUKs by whoever has the key of a recipient.</summary>
public sealed class PinDesk
{
    private readonly SealKeys _keys;
    private readonly PinReading _reading;
    private readonly PinSetting _setting;
    private readonly PinResealing _resealing;

    internal PinDesk(SealKeys keys, PinReading reading, PinSetting setting, PinResealing resealing)
    {
        _keys = keys;
        _reading = reading;
        _setting = setting;
        _resealing = resealing;
    }

    /// <summary>
    /// Gives a PIN or PUK, which is to be disposed of, after it was put on the trail who reads it and why.
    /// </summary>
    /// <exception cref="TempCardException">
    /// As <see cref="PinReading.FindAsync"/> and <see cref="PinReading.ReadAsync"/>;
    /// <see cref="ErrorIds.RecipientKeyInvalid"/>.
    /// </exception>
    public async Task<ReadPin> ReadAsync(PinRequest request, KeyChoice key, CancellationToken stop)
    {
        SealedPin found = await _reading.FindAsync(request, stop);
        using ISecretOpener opener = key.Open(_keys, request.Kind);
        return new ReadPin(
            found.Card.CardNumber, request.Kind, await _reading.ReadAsync(found, request, opener));
    }

    /// <summary>The holder chooses the PIN of the card in a reader.</summary>
    /// <param name="request">Where, and why.</param>
    /// <param name="key">With whose key the PUK is opened.</param>
    /// <param name="ask">Has the holder type.</param>
    /// <param name="prompt">Is told when a person has to do something.</param>
    /// <param name="stop">Ends the wait for a card.</param>
    /// <inheritdoc cref="PinSetting.PlanAsync"/>
    public async Task<Planned<TemporaryCard>> PlanSetAsync(
        PinSetRequest request, KeyChoice key, NewPinPrompt ask, Action<string> prompt, CancellationToken stop)
    {
        PinSetPlan plan = await _setting.PlanAsync(request, prompt, stop);
        string tries = plan.Tries.Pin is { } left
            ? string.Create(CultureInfo.InvariantCulture, $" ({left} tries left)")
            : "";
        string description =
            $"Let the holder of card {plan.Card.CardNumber}{tries} choose its PIN: {plan.Choice.Rules}; the sealed PIN is dropped and letters are void";
        return new Planned<TemporaryCard>(
            Operation.SetPin,
            description,
            $"{description}?",
            async (_, stopped) =>
            {
                using ISecretOpener opener = key.Open(_keys, SealedKind.Puk);
                return await _setting.ApplyAsync(plan, opener, ask, prompt, stopped);
            });
    }

    /// <summary>Seals again to the recipients of today.</summary>
    /// <inheritdoc cref="PinResealing.CountAsync"/>
    public async Task<Planned<ResealResult>> PlanResealAsync(
        string reason, bool puks, KeyChoice key, CancellationToken stop)
    {
        int count = await _resealing.CountAsync(reason, stop);
        string description = string.Create(
            CultureInfo.InvariantCulture, $"Seal PINs and PUKs of {count} card(s) again, to the recipients of today");
        return new Planned<ResealResult>(
            Operation.ResealPins,
            description,
            $"{description}?",
            async (_, stopped) =>
            {
                using ISecretOpener opener = key.Open(_keys, puks ? SealedKind.Puk : SealedKind.Pin);
                return await _resealing.RunAsync(opener, reason, stopped);
            });
    }
}

/// <summary>A PIN or PUK that was read.</summary>
/// <param name="CardNumber">The card.</param>
/// <param name="Kind">Which of both.</param>
/// <param name="Value">ASCII digits.</param>
public sealed record ReadPin(string CardNumber, SealedKind Kind, SecretBytes Value) : IDisposable
{
    public void Dispose() => Value.Dispose();
}
