using TempCardIssuance.Infrastructure.Configuration.Yaml;

namespace TempCardIssuance.Infrastructure.Configuration.Sections;

/// <summary>Reads <c>card</c>.</summary>
internal static class CardSection
{
    /// <summary>Counters are one nibble of the status word 63CX (ISO/IEC 7816-4, 5.6).</summary>
    private const int MaxTries = 15;

    private static readonly Choice<string>[] Drivers = [new("piv", "piv")];

    internal static readonly Choice<CardIdentity>[] Identities =
    [
        new("serial", CardIdentity.Serial),
        new("guid", CardIdentity.CardGuid),
    ];

    public static CardConfiguration Read(YamlSection card, string folder, bool encode)
    {
        YamlSection key = card.Section("managementKey");
        SecretReference? diversify = key.Secret("diversify", folder);
        bool keep = key.Flag("keep", fallback: false);
        if (keep)
            key.Refuse("diversify", "is not used with keep: true");
        else if (encode && !key.Has("diversify"))
        {
            key.Error(
                "diversify",
                "cards that are encoded need card.managementKey.diversify: the master key theirs is made from");
        }

        key.End();
        var configuration = new CardConfiguration
        {
            Driver = card.Choice("driver", "piv", Drivers),
            Transport = Transport(card.Section("transport"), folder),
            Diversify = keep ? null : diversify,
            KeepManagementKey = keep,
            Identity = card.Choice("identity", CardIdentity.Serial, Identities),
            RetryCounters = card.Has("retryCounters") ? RetryCounters(card.Section("retryCounters")) : null,
            Reuse = card.Flag("reuse", fallback: false),
        };
        if (configuration is { Reuse: true, Transport: not { ManagementKey: null, Pin: null, Puk: null } })
            card.Error("reuse", "a card that is reset has its maker's values, so card.transport must be default with it");
        if (configuration is { Reuse: true, KeepManagementKey: true })
        {
            card.Error(
                "reuse",
                "a card shows by its own management key that it is one of ours, so reuse needs "
                    + "card.managementKey.diversify");
        }

        card.End();
        return configuration;
    }

    private static TransportConfiguration Transport(YamlSection transport, string folder)
    {
        var configuration = new TransportConfiguration
        {
            ManagementKey = transport.SecretOrDefault("managementKey", folder),
            Pin = transport.SecretOrDefault("pin", folder),
            Puk = transport.SecretOrDefault("puk", folder),
        };
        transport.End();
        return configuration;
    }

    private static RetryCounterConfiguration RetryCounters(YamlSection counters)
    {
        counters.Require("pin");
        counters.Require("puk");
        var configuration = new RetryCounterConfiguration(
            counters.Number("pin", 3, 1, MaxTries), counters.Number("puk", 3, 1, MaxTries));
        counters.End();
        return configuration;
    }
}
