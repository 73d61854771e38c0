using System.CommandLine;
using TempCardIssuance.Cli.Hosting;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard</c> with all its verbs.</summary>
internal static class TempCardCommand
{
    public static RootCommand Create(CommandHost host)
    {
        var root = new RootCommand("Issue batches of temporary smart cards.")
        {
            RequestCommand.Create(host),
            RequestsCommand.Create(host),
            IssueCommand.Create(host),
            BatchesCommand.Create(host),
            CompleteCommand.Create(host),
            RepeatCommand.Create(host),
            CancelCommand.Create(host),
            ResumeCommand.Create(host),
            GrantCommand.Create(host),
            ExtendCommand.Create(host),
            TakeBackCommand.Create(host),
            LockCommand.Create(host),
            RevokeCommand.Create(host),
            HandOversCommand.Create(host),
            UpkeepCommand.Create(host),
            StockCommand.Create(host),
            PinCommand.Create(host),
            LetterCommand.Create(host),
            ReportCommand.Create(host),
            FaceCommand.Create(host),
            CardsCommand.Create(host),
            HistoryCommand.Create(host),
            MappingCommand.Create(host),
            CertificatesCommand.Create(host),
            AuditCommand.Create(host),
            StationsCommand.Create(host),
            StationCommand.Create(host),
            PageCommand.Create(host),
            StoreCommand.Create(host),
            AuthorityCommand.Create(host),
            ConfigCommand.Create(host),
        };
        host.Options.AddTo(root);
        NoEmptyTexts.AddTo(root);
        return root;
    }
}
