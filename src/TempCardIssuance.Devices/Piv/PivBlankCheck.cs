using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What was found out about a blank.</summary>
/// <param name="ManagementKey">Algorithm of its management key.</param>
/// <param name="PinIsTold">Whether the card has told that its PIN is the transport value.</param>
internal sealed record PivBlank(PivAlgorithm ManagementKey, bool PinIsTold);

/// <summary>
/// Finds out whether a card is a blank that this configuration can work with. Leaves the management key
/// authenticated, so that this need not be done again.
/// </summary>
internal sealed class PivBlankCheck(PivApplication application, PivOptions options, PivLook look)
{
    private bool PinIsTold => look.Pin?.FitsTransport(options.TransportPin.Span, WellKnown.Pin) == true;

    /// <param name="madeHere">What can be done with a card that was made here.</param>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BodyForeign"/>, <see cref="ErrorIds.ManagementKeyWrong"/> or
    /// <see cref="ErrorIds.TransportPinWrong"/>.
    /// </exception>
    public PivBlank Run(Remedy madeHere)
    {
        if (PivJudgement.Of(look, options, madeHere).Refusal is { } refusal)
            throw refusal;
        PivAlgorithm algorithm = new PivManagementKey(application).Authenticate(
            options.TransportManagementKey, look.ManagementKey?.Algorithm, look.ManagementKey?.Touch);
        return new PivBlank(algorithm, PinIsTold);
    }

    /// <summary>
    /// Whether a card that is a blank but for its management key has the key of one of these bodies; there is no
    /// counter that would be run down.
    /// </summary>
    public (PivBlank Blank, BodyIdentity Body)? Recognize(IEnumerable<BodyIdentity> bodies)
    {
        var key = new PivManagementKey(application);
        if (PivJudgement.Of(look, options, "").Refusal is { ErrorId: not ErrorIds.ManagementKeyWrong }
            || (look.ManagementKey?.Algorithm ?? key.FindAlgorithm()) is not { } algorithm)
        {
            return null;
        }

        foreach (BodyIdentity body in bodies)
        {
            using SecretBytes? own = options.ManagementKey.GetKey(body, algorithm);
            if (own is not null && key.IsIt(own, algorithm))
                return (new PivBlank(algorithm, PinIsTold), body);
        }

        return null;
    }
}
