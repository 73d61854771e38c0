using System.Globalization;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Infrastructure.Configuration.Sections;
using TempCardIssuance.Infrastructure.Configuration.Yaml;
using YamlDotNet.RepresentationModel;

namespace TempCardIssuance.Infrastructure.Configuration;

/// <summary>
/// Writes a configuration as YAML: defaults filled in, paths absolute, secrets as references. What it writes can be
/// read as a configuration again and means the same.
/// </summary>
public static class EffectiveConfiguration
{
    public static string ToYaml(TempCardConfiguration configuration)
    {
        YamlMappingNode root = Map(
            ("version", Number(ConfigurationReader.Version)),
            ("store", Store(configuration.Store)),
            ("issuance", Issuance(configuration.Issuance)),
            ("seal", Map(("recipients", List(configuration.Seal.Recipients)))),
            ("card", Card(configuration.Card)),
            ("stations", new YamlSequenceNode(configuration.Stations.Select(Station))),
            ("printers", Named(configuration.Printers, Printer)),
            ("authorities", Named(configuration.Authorities, Authority)),
            ("certificates", Named(configuration.Certificates, Profile)));
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\n" };
        new YamlStream(new YamlDocument(root)).Save(text, assignAnchors: false);
        // The stream ends its document with "...", which nobody wants to see.
        return text.ToString().Replace("\n...\n", "\n", StringComparison.Ordinal);
    }

    private static YamlMappingNode Store(StoreConfiguration store) => Map(
        ("provider", Word(store.Provider, StoreSection.Providers)),
        ("path", Text(store.Path)),
        ("connection", Secret(store.Connection)));

    private static YamlMappingNode Issuance(IssuanceConfiguration issuance) => Map(
        ("pin", Policy(issuance.Pin)),
        ("puk", Policy(issuance.Puk)),
        ("encode", Flag(issuance.Encode)),
        ("certificates", List(issuance.Certificates)),
        ("print", Flag(issuance.Print)),
        ("validityDays", Number(issuance.ValidityDays)),
        ("dualControl", Flag(issuance.DualControl)));

    private static YamlMappingNode Policy(PinPolicy policy) => Map(
        ("length", Number(policy.Length)),
        ("maxSequence", Number(policy.MaxSequence)),
        ("minDistinct", Number(policy.MinDistinct)),
        ("refuseCommon", Flag(policy.RefuseCommon)));

    private static YamlMappingNode Card(CardConfiguration card) => Map(
        ("driver", Text(card.Driver)),
        ("transport", Map(
            ("managementKey", SecretOrDefault(card.Transport.ManagementKey)),
            ("pin", SecretOrDefault(card.Transport.Pin)),
            ("puk", SecretOrDefault(card.Transport.Puk)))),
        ("managementKey", ManagementKey(card)),
        ("identity", Word(card.Identity, CardSection.Identities)),
        ("retryCounters", card.RetryCounters is not { } tries
            ? null
            : Map(("pin", Number(tries.Pin)), ("puk", Number(tries.Puk)))),
        ("reuse", Flag(card.Reuse)));

    private static YamlMappingNode? ManagementKey(CardConfiguration card) =>
        card.KeepManagementKey ? Map(("keep", Flag(true)))
        : card.Diversify is { } master ? Map(("diversify", Secret(master)))
        : null;

    private static YamlMappingNode Station(StationConfiguration station) => Map(
        ("name", Text(station.Name)),
        ("reader", Text(station.Reader)),
        ("feeder", station.IsVirtual ? null : Word(station.Feeder, DeviceSections.Feeders)),
        ("commands", station.Commands is not { } commands ? null : Map(
            ("load", List(commands.Load)),
            ("good", List(commands.Good)),
            ("reject", List(commands.Reject)),
            ("timeOutSeconds", Number((int)commands.TimeOut.TotalSeconds)))),
        ("cardTimeOutSeconds", station.IsVirtual ? null : Number((int)station.CardTimeOut.TotalSeconds)),
        ("cards", station.IsVirtual ? Number(station.Cards) : null),
        ("timing", station.IsVirtual ? Flag(station.Timing) : null),
        ("faults", station.Faults.Count == 0 ? null : new YamlSequenceNode(station.Faults.Select(Fault))),
        ("printer", Text(station.Printer)));

    private static YamlMappingNode Fault(FaultConfiguration fault) => Map(
        ("card", Number(fault.Card)),
        ("apdu", Number(fault.Apdu)),
        ("statusWord", Text(fault.StatusWord?.ToString("X4", CultureInfo.InvariantCulture))));

    private static YamlMappingNode Printer(PrinterConfiguration printer) => Map(
        ("driver", Word(printer.Driver, DeviceSections.PrinterDrivers)),
        ("path", Text(printer.Path)),
        ("uri", Text(printer.Uri?.OriginalString)),
        ("layout", Text(printer.Layout ?? DeviceSections.DefaultLayout)),
        ("back", Text(printer.Back)));

    private static YamlMappingNode Authority(AuthorityConfiguration authority) => Map(
        ("type", Word(authority.Type, AuthoritySections.Types)),
        ("path", Text(authority.Path)),
        ("password", Secret(authority.Password)),
        ("subject", Text(authority.Subject)),
        ("crlUrl", Text(authority.CrlUrl?.OriginalString)),
        ("url", Text(authority.Url?.OriginalString)),
        ("credentials", Secret(authority.Credentials)));

    private static YamlMappingNode Profile(CertificateProfile profile) => Map(
        ("slot", Text(profile.Slot)),
        ("key", Word(profile.KeyType, AuthoritySections.KeyTypes)),
        ("authority", Text(profile.Authority)),
        ("subject", Text(profile.Subject)),
        ("validityDays", profile.ValidityDays is { } days ? Number(days) : null),
        ("extendedKeyUsages", profile.ExtendedKeyUsages.Count == 0 ? null : List(profile.ExtendedKeyUsages)));

    /// <summary>Leaves out what has no value.</summary>
    private static YamlMappingNode Map(params (string Key, YamlNode? Value)[] entries)
    {
        var map = new YamlMappingNode();
        foreach ((string key, YamlNode? value) in entries)
        {
            if (value is not null)
                map.Add(key, value);
        }

        return map;
    }

    private static YamlMappingNode Named<T>(IReadOnlyDictionary<string, T> values, Func<T, YamlNode> write) =>
        Map([.. values.Select(v => (v.Key, (YamlNode?)write(v.Value)))]);

    private static YamlSequenceNode List(IEnumerable<string> values) => new(values.Select(v => Text(v)!));

    private static YamlScalarNode? Text(string? value) => value is null ? null : new YamlScalarNode(value);

    private static YamlScalarNode Number(int value) => new(value.ToString(CultureInfo.InvariantCulture));

    private static YamlScalarNode Flag(bool value) => new(value ? "true" : "false");

    private static YamlScalarNode? Secret(SecretReference? value) => Text(value?.ToString());

    private static YamlScalarNode SecretOrDefault(SecretReference? value) =>
        new(value?.ToString() ?? SecretValues.Default);

    private static YamlScalarNode Word<T>(T value, Choice<T>[] words)
        where T : struct, Enum =>
        new(words.First(w => EqualityComparer<T>.Default.Equals(w.Value, value)).Word);
}
