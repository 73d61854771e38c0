using TempCardIssuance.Core.Settings;
using TempCardIssuance.Devices;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.Infrastructure.Authorities;
using TempCardIssuance.Infrastructure.Authorities.Cmp;
using TempCardIssuance.Infrastructure.Authorities.Command;
using TempCardIssuance.Infrastructure.Authorities.Est;
using TempCardIssuance.Infrastructure.Authorities.Local;
using TempCardIssuance.Infrastructure.Storage;
using TempCardIssuance.Infrastructure.Storage.Postgres;
using TempCardIssuance.Infrastructure.Storage.Sqlite;
using TempCardIssuance.Printing.Command;
using TempCardIssuance.Printing.Files;
using TempCardIssuance.Printing.Ipp;
using TempCardIssuance.Printing.Layouts;

namespace TempCardIssuance.Composition.Settings;

/// <summary>All drivers there are. Where one need not be chosen, the first is what holds without a word.</summary>
internal static class Drivers
{
    public static readonly Driver<StoreSettings>[] Stores =
        [SqliteSettings.Registration, PostgresSettings.Registration];

    public static readonly CardDriverKind[] Cards = [PivSettings.Registration];

    public static readonly Driver<StationSettings>[] Stations =
        [PcscStationSettings.Registration, VirtualStationSettings.Registration];

    public static readonly Driver<PrinterSettings>[] Printers =
        [FilePrinterSettings.Registration, IppPrinterSettings.Registration, CommandPrinterSettings.Registration];

    public static readonly Driver<AuthoritySettings>[] Authorities =
    [
        LocalAuthoritySettings.Registration,
        CommandSettings.Registration,
        EstSettings.Registration,
        CmpAuthoritySettings.Registration,
    ];
}
