using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Composition.Settings;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Intake;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Planning;
using TempCardIssuance.Core.Operations.Production;
using TempCardIssuance.Core.Operations.Service;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Operations.Upkeep;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;
using TempCardIssuance.Infrastructure.Sealing;

namespace TempCardIssuance.Composition;

/// <summary>
/// Everything that a front end needs for one configuration, put together once for the cmdlets and for
/// <c>tempcard</c>. Opening one reads the configuration and nothing else; store, authorities and devices are touched
/// when they are first needed.
/// </summary>
public sealed class IssuanceSession : IAsyncDisposable
{
    private readonly DriverServices _services;
    private readonly StationCatalog _stations;
    private readonly AuthorityCatalog _authorities;

    private IssuanceSession(TempCardConfiguration configuration, OperationWords words, Actor actor)
    {
        Configuration = configuration;
        Words = words;
        TimeProvider clock = actor.Clock;
        _services = new DriverServices(clock);
        _stations = new StationCatalog(configuration, _services, Trace);
        _authorities = new AuthorityCatalog(configuration.Authorities.Values, _services);
        Context = new IssuanceContext(
            configuration.Store.Make(_services),
            _stations,
            _authorities,
            new CmsSealer(configuration.Seal.Recipients, clock, configuration.Seal.PukRecipients),
            ReadSettings(configuration),
            actor);
        Intake = new CardIntake(Store, actor);
        Planner = new BatchPlanner(Store, Stations, _authorities, Settings, actor);
        Issuance = new BatchIssuance(Context);
        Joining = new BatchJoining(Context);
        Revocations = new RevocationQueue(Store, Context.Authorities, Settings.Profiles, actor);
        Closing = new BatchClosing(Store, Settings, actor, Revocations, Stations);
        var handOvers = new HandOverQueue(Store, configuration.HandOver.Make(_services), actor);
        Life = new LifeDesk(
            new CardLife(Store, Settings, actor, Revocations, handOvers, configuration.Grant.Make(_services)),
            new CardInReader(Store, Stations),
            tells: configuration.HandOver.IsOn);
        Upkeep = new UpkeepDesk(
            new CardUpkeep(Store, Settings, actor, _authorities, Revocations, handOvers),
            Store,
            clock,
            configuration.Upkeep);
        Stock = new StockDesk(Store, Settings, clock);
        Mappings = new IdentityMappings(Store);
        Pins = new PinDesk(
            configuration.Seal.Keys(),
            new PinReading(Store, actor),
            new PinSetting(Store, Stations, Context.Sealer, Settings, actor),
            new PinResealing(Store, Context.Sealer, actor));
        Letters = new LetterDesk(
            new LetterPrinting(Store, actor),
            configuration.Seal.Keys(),
            (configuration.Letters.Uri, configuration.Letters.Layout, configuration.Letters.TimeOutSeconds),
            _services);
        Watch = Context.Watch();
        Needs = new NeedsOfBatch(Store, Context.Sealer, Watch);
        var again = new CardsAgain(Store, Settings, actor, Revocations, handOvers);
        Requests = new RequestDesk(Intake, again, Store, () =>
        [
            .. configuration.Authorities.Values.SelectMany(authority => authority.Traces()),
            .. configuration.Printers.Values.SelectMany(printer => printer.Traces()),
        ]);
        var authorities = new AuthorityInspection(Store, _authorities, Watch, clock);
        Audit = new AuditVerification(new AuditTrail(Store), authorities);
        Database = new StoreDesk(
            configuration.Store, path => Configurations.Load(ConfigurationFile.Find(path)).Store, actor)
        {
            Agreement = new AuthorityAgreement(authorities),
        };
        Certificates = new CertificateDesk(
            new CertificateSettlement(Store, Context.Authorities, Watch, Revocations, actor),
            new SettlementByHand(Store, Revocations, actor));
        Keys = new AuthorityDesk(configuration.Authorities, _services, new StoreRecord(Store, actor));
        var faces = new FaceSettings(
            configuration.Stations, configuration.Printers, configuration.Issuance.ValidityDays);
        Faces = new FaceDesk(faces, Store, clock);
        Reports = new ReportDesk(Store, new PrintedFaces(faces), clock);
        Batches = new BatchDesk(Planner, Issuance, Joining, Closing, Upkeep);
        Pictures = new PictureDesk(Store, faces);
        Page = new PageProgram(configuration.File, configuration.Page.Program);
    }

    /// <summary>
    /// Tells every command and response, from the thread of its station. Stations that were opened while nobody
    /// listened tell nothing.
    /// </summary>
    public event EventHandler<CardTraceEventArgs>? Traced;

    public TempCardConfiguration Configuration { get; }

    /// <summary>What is done at the end, while all is open still.</summary>
    public Func<Task>? BeforeEnd { get; set; }

    /// <summary>The file that is used, absolute.</summary>
    public string ConfigurationPath => Configuration.File;

    /// <summary>What the configured card driver can put on a card.</summary>
    public ChipCapabilities Chip => Configuration.Card.Chip;

    /// <summary>How the front end writes operations.</summary>
    public OperationWords Words { get; }

    /// <summary>What an operator can do with requests.</summary>
    public RequestDesk Requests { get; }

    /// <summary>What an operator can do with batches.</summary>
    public BatchDesk Batches { get; }

    /// <summary>What an operator can do with cards after their production.</summary>
    public LifeDesk Life { get; }

    /// <summary>What has to happen though nobody issues.</summary>
    public UpkeepDesk Upkeep { get; }

    /// <summary>How many cards there are.</summary>
    public StockDesk Stock { get; }

    /// <summary>What other systems have to know of cards.</summary>
    public IdentityMappings Mappings { get; }

    /// <summary>What can be done with PINs and PUKs that were sealed.</summary>
    public PinDesk Pins { get; }

    /// <summary>Letters that tell holders their PINs.</summary>
    public LetterDesk Letters { get; }

    /// <summary>How faces would look.</summary>
    public FaceDesk Faces { get; }

    /// <summary>Batches as files that people look at.</summary>
    public ReportDesk Reports { get; }

    /// <summary>Pictures of cards that were made.</summary>
    public PictureDesk Pictures { get; }

    /// <summary>The operator's page.</summary>
    public PageProgram Page { get; }

    /// <summary>What an administrator can do with the store as a database.</summary>
    public StoreDesk Database { get; }

    /// <summary>Finds what was changed behind the product's back.</summary>
    public AuditVerification Audit { get; }

    /// <summary>What an administrator can do with what authorities have issued.</summary>
    public CertificateDesk Certificates { get; }

    /// <summary>What an administrator can do with authorities whose keys are kept here.</summary>
    public AuthorityDesk Keys { get; }

    /// <summary>What whoever works with the configuration should know of its authorities now.</summary>
    public IReadOnlyList<Remedy> Reminders() =>
    [
        .. Configuration.Authorities.Values.SelectMany(a => a.Reminders(Context.Actor.Clock.GetUtcNow())),
    ];

    public IssuanceContext Context { get; }

    public IssuanceSettings Settings => Context.Settings;

    public ICardStore Store => Context.Store;

    public IStationCatalog Stations => Context.Stations;

    /// <summary>What a batch needs and may have to wait for.</summary>
    public NeedsOfBatch Needs { get; }

    /// <summary>Compares store and authorities.</summary>
    public AuthorityWatch Watch { get; }

    public CardIntake Intake { get; }

    public BatchPlanner Planner { get; }

    public BatchIssuance Issuance { get; }

    public BatchJoining Joining { get; }

    public BatchClosing Closing { get; }

    public RevocationQueue Revocations { get; }

    /// <param name="configurationPath">
    /// The file; null: that of TEMPCARD_CONFIG, else tempcard.yaml in the user's configuration folder.
    /// </param>
    /// <param name="clock">The time; null: that of the system.</param>
    /// <param name="operatorName">Who works; null: the user of the process.</param>
    /// <param name="words">How the front end writes operations; null: by their own names, as PowerShell does.</param>
    /// <exception cref="Core.Errors.TempCardException">
    /// <see cref="Core.Errors.ErrorIds.ConfigurationMissing"/>, <see cref="Core.Errors.ErrorIds.ConfigurationInvalid"/>.
    /// </exception>
    public static IssuanceSession Open(
        string? configurationPath,
        TimeProvider? clock = null,
        string? operatorName = null,
        OperationWords? words = null) =>
        new(
            Configurations.Load(ConfigurationFile.Find(configurationPath)),
            words ?? OperationWords.OfCmdlets,
            new Actor(operatorName ?? ProcessOperator.Name(), clock ?? TimeProvider.System));

    public async ValueTask DisposeAsync()
    {
        if (BeforeEnd is { } last)
            await last();
        _stations.Dispose();
        _authorities.Dispose();
        _services.Dispose();
        await Store.DisposeAsync();
    }

    private Action<string>? Trace(string station) =>
        Traced is null ? null : text => Traced?.Invoke(this, new CardTraceEventArgs(station, text));

    private static IssuanceSettings ReadSettings(TempCardConfiguration configuration)
    {
        IssuanceConfiguration issuance = configuration.Issuance;
        return new IssuanceSettings
        {
            Defaults = new BatchOptions
            {
                PinLength = issuance.Pin.Length,
                PukLength = issuance.Puk.Length,
                Encode = issuance.Encode,
                Certificates = issuance.Certificates,
                Print = issuance.Print,
                Stations = [.. configuration.Stations.Select(s => s.Name)],
                ValidityDays = issuance.ValidityDays,
            },
            Pin = issuance.Pin,
            Puk = issuance.Puk,
            Profiles = configuration.Certificates,
            Chip = configuration.Card.Chip,
            OperatorMay = issuance.OperatorMay,
            DualControl = issuance.DualControl,
            LoanDays = issuance.LoanDays,
            GraceHours = issuance.GraceHours,
            CardsPerHolder = issuance.CardsPerHolder,
            HandsOver = configuration.HandOver.IsOn,
            ReusesBodies = configuration.Card.ReusesCards,
            SoonHours = configuration.HandOver.SoonHours,
            UpkeepHours = configuration.UpkeepHours,
            HolderDays = configuration.Retention.HolderDays,
            ProtectedHolders = configuration.Grant.Protected,
            RevokeTogether = configuration.Revoke.Together,
            DeskSites = configuration.Desk.Sites,
            Stock = configuration.Stock,
        };
    }
}
