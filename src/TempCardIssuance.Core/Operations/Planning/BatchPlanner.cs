using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Planning;

/// <summary>Works out what would be issued, and refuses what can't be. Touches no card and changes nothing.</summary>
public sealed class BatchPlanner(
    ICardStore store, IStationCatalog catalog, IAuthorityCatalog authorities, IssuanceSettings settings, Actor actor)
{
    internal DateTimeOffset Now => actor.Now;

    private readonly DateOnly _anyDay = DateOnly.FromDateTime(actor.Now.UtcDateTime);

    /// <summary>Settles cards and options; cards that are not Requested are reported and left out.</summary>
    public async Task<IssuancePlan> PlanAsync(
        IssuanceRequest request, IProgress<IssuanceEvent> progress, CancellationToken cancellationToken)
    {
        BatchOptions options = Options(request);
        if (settings.OperatorMay.Refuses(options, settings.Defaults) is { } option)
            throw IssuanceErrors.OptionNotPermitted(option);
        if (!options.Encode && (request.PinLength ?? request.PukLength) is not null)
            throw IssuanceErrors.PinWithoutEncoding();
        if (request.CardNumbers.Count == 0)
            throw IssuanceErrors.NoCards("No card was given.");
        if (request.Enqueue && request.Stations is { Count: > 0 })
            throw IssuanceErrors.StationsOfQueued();
        await using OpenStations stations = request.Enqueue
            ? OpenStations.None
            : await OpenStations.OpenAsync(catalog, options.Stations);
        Check(options, stations.All);

        var cards = new List<TemporaryCard>(request.CardNumbers.Count);
        foreach ((string number, TemporaryCard? card) in await store.LookUpAsync(
            request.CardNumbers, cancellationToken))
        {
            TempCardException? refusal = card is { State: CardState.Requested }
                ? AgainRefusal(card, options, stations.All)
                : Refusal(number, card);
            if (refusal is null)
                cards.Add(card!);
            else
                progress.Report(new CardRefused(number, refusal));
        }

        if (cards.Count == 0)
            throw IssuanceErrors.NoCards("None of the cards can be issued.");
        CheckFields(options, stations.All, cards);
        return new IssuancePlan(cards, options) { Enqueue = request.Enqueue };
    }

    /// <summary>The profiles of a batch, in order.</summary>
    internal IReadOnlyList<CertificateProfile> Profiles(BatchOptions options) =>
        [.. options.Certificates.Select(Profile)];

    /// <summary>The authorities of a batch, and how long what they issue would be valid.</summary>
    internal IReadOnlyList<AuthorityNeed> Authorities(BatchOptions options) =>
        AuthorityNeed.Of(Profiles(options), options.ValidityDays);

    /// <summary>
    /// What can be known of options without asking a device: lengths, slots, key types, printers. Without stations the
    /// card driver of the configuration counts, and whoever takes the batch up checks it for its own.
    /// </summary>
    internal void Check(BatchOptions options, IReadOnlyList<ProductionStation> stations)
    {
        if (!options.Encode && !options.Print)
            throw IssuanceErrors.NothingToDo();
        if (!options.Encode && options.Certificates.Count > 0)
            throw IssuanceErrors.CertificatesWithoutEncoding(options.Certificates);
        IReadOnlyList<CertificateProfile> profiles = Profiles(options);
        IEnumerable<IGrouping<string, CertificateProfile>> slots =
            profiles.GroupBy(p => p.Slot, StringComparer.OrdinalIgnoreCase);
        if (slots.FirstOrDefault(g => g.Skip(1).Any()) is { } slot)
            throw IssuanceErrors.SlotConflict(slot.Key, slot.Select(p => p.Name));
        if (profiles.FirstOrDefault(p => p.StartDays > (p.ValidityDays ?? options.ValidityDays)) is { } late)
            throw IssuanceErrors.NeverValid(late, options.ValidityDays);
        if (stations.Count == 0 && options.Encode && settings.Chip is { } chip)
            CheckChip(options, profiles, chip);
        foreach (ProductionStation station in stations)
        {
            if (options.Print && station.Printer is null)
                throw IssuanceErrors.NoPrinter(station.Name);
            if (options.Encode)
                CheckChip(options, profiles, station.Cards.Capabilities);
        }

        if (options.Encode)
        {
            Pins.PinGenerator.Check(settings.Pin with { Length = options.PinLength });
            Pins.PinGenerator.Check(settings.Puk with { Length = options.PukLength });
        }
    }

    /// <summary>Whether every card has the values that subjects and layouts need, and none too long.</summary>
    internal void CheckFields(
        BatchOptions options, IReadOnlyList<ProductionStation> stations, IReadOnlyList<TemporaryCard> cards)
    {
        Require(
            Profiles(options).SelectMany(p => CertificateContent.Templates(p)
                .SelectMany(TextTemplate.Placeholders)
                .Select(field => (field, $"Profile '{p.Name}'"))),
            cards,
            AnyValues);
        if (options.Print)
        {
            Require(
                stations.Select(s => s.Printer!).SelectMany(
                    p => p.RequiredFields.Select(field => (field, $"The layout of printer '{p.Name}'"))),
                cards,
                card => TextTemplate.Values(card, "B", _anyDay));
        }

        foreach (CertificateProfile profile in Profiles(options))
        {
            foreach (TemporaryCard card in cards)
                _ = CertificateContent.Of(profile, card.CardNumber, AnyValues(card));
        }
    }

    private static void Require(
        IEnumerable<(string Field, string By)> needs,
        IReadOnlyList<TemporaryCard> cards,
        Func<TemporaryCard, IReadOnlyDictionary<string, string>> values)
    {
        foreach ((string field, string by) in needs.Distinct())
        {
            string[] without =
            [
                .. cards
                    .Where(c => string.IsNullOrWhiteSpace(values(c).GetValueOrDefault(field)))
                    .Select(c => c.CardNumber),
            ];
            if (without.Length > 0)
                throw IssuanceErrors.FieldMissing(field, by, without);
        }
    }

    /// <summary>As they could be for a certificate.</summary>
    private IReadOnlyDictionary<string, string> AnyValues(TemporaryCard card) =>
        TextTemplate.Values(card, "B-000000", _anyDay, attempt: 1, Guid.Empty);

    /// <summary>
    /// Why a card can't be made on the body that came back: that is found by its chip, and has the face of before.
    /// </summary>
    private static TempCardException? AgainRefusal(
        TemporaryCard card, BatchOptions options, IReadOnlyList<ProductionStation> stations)
    {
        if (card.RequiredBodyId is null)
            return null;
        if (!options.Encode)
            return LifeErrors.BodyNeedsEncoding(card.CardNumber);
        string[] changing =
            options.Print ? [.. stations.SelectMany(s => s.Printer!.ChangingFields).Distinct(StringComparer.OrdinalIgnoreCase)] : [];
        return changing.Length > 0 ? LifeErrors.FaceChanges(card.CardNumber, changing) : null;
    }

    private static TempCardException Refusal(string number, TemporaryCard? card) =>
        card is null ? CardErrors.NotFound(number) : CardErrors.NotRequested(card);

    private BatchOptions Options(IssuanceRequest request)
    {
        BatchOptions defaults = settings.Defaults;
        bool encode = request.Encode ?? defaults.Encode;
        IReadOnlyList<string> certificates = request.Certificates ?? (encode ? defaults.Certificates : []);
        return defaults with
        {
            PinLength = request.PinLength ?? defaults.PinLength,
            PukLength = request.PukLength ?? defaults.PukLength,
            Encode = encode,
            Certificates = [.. certificates.Select(name => Profile(name).Name)],
            Print = request.Print ?? defaults.Print,
            Stations = request.Enqueue ? []
                : request.Stations is { Count: > 0 } named ? named
                : defaults.Stations,
        };
    }

    private CertificateProfile Profile(string name) =>
        settings.Profiles.TryGetValue(name, out CertificateProfile? profile)
            ? profile
            : throw IssuanceErrors.ProfileNotFound(name, settings.Profiles.Keys);

    private void CheckChip(
        BatchOptions options, IReadOnlyList<CertificateProfile> profiles, ChipCapabilities chip)
    {
        chip.CheckPin(options.PinLength);
        chip.CheckPuk(options.PukLength);
        foreach (CertificateProfile profile in profiles)
        {
            chip.Check(profile);
            if (!chip.Signs(profile) && !authorities.Get(profile.Authority).Abilities.TakesPublicKeys)
                throw IssuanceErrors.PublicKeyNotTaken(profile);
        }
    }
}
