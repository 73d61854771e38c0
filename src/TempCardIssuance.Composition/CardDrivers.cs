using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Devices;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Infrastructure.Configuration;

namespace TempCardIssuance.Composition;

/// <summary>The card drivers there are; making one is where its secrets are fetched.</summary>
internal static class CardDrivers
{
    public static CardDriver Make(CardConfiguration card) => new PivDriver(new PivOptions
    {
        TransportManagementKey = card.Transport.ManagementKey is { } key
            ? ResolveHex(key)
            : new SecretBytes(WellKnown.ManagementKey),
        TransportPin = card.Transport.Pin?.Resolve() ?? new SecretBytes(WellKnown.Pin),
        TransportPuk = card.Transport.Puk?.Resolve() ?? new SecretBytes(WellKnown.Puk),
        ManagementKey = card.Diversify is { } master
            ? new DerivedManagementKey(ResolveHex(master))
            : new TransportManagementKey(),
        Reuse = card.Reuse,
        IgnoresSerialNumber = card.Identity == CardIdentity.CardGuid,
        Retries = card.RetryCounters is { } tries ? new RetryCounters((byte)tries.Pin, (byte)tries.Puk) : null,
    });

    private static SecretBytes ResolveHex(SecretReference reference)
    {
        using SecretBytes text = reference.Resolve();
        if (text.Length % 2 == 0)
        {
            var key = new SecretBytes(text.Length / 2);
            if (Convert.FromHexString(text.Span, key.Span, out _, out _) == System.Buffers.OperationStatus.Done)
                return key;
            key.Dispose();
        }

        throw new TempCardException(
            ErrorIds.ConfigurationInvalid,
            ErrorKind.InvalidData,
            $"The key {reference} is not written in hex.",
            "Write it as hex digits, two for each byte, and nothing else.",
            reference.ToString());
    }
}
