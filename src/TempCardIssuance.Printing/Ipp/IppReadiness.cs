using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>Says whether a printer would take a job now.</summary>
/// <param name="client">The printer, or a class of several (CUPS).</param>
internal sealed class IppReadiness(IppClient client)
{
    public const string Members = "member-uris";

    /// <summary>Each of them is asked, one after the other.</summary>
    private const int MaxMembers = 100;

    private const string Pdf = "application/pdf";

    /// <param name="wanted">Attributes that the answers shall have besides.</param>
    /// <param name="stop">Ends the wait.</param>
    /// <returns>The printer, or those of its class that can print, and what each says.</returns>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public async Task<IReadOnlyList<(IppClient Printer, IppResponse Answer)>> AskAsync(
        IReadOnlyList<string> wanted, CancellationToken stop)
    {
        IppResponse printer = await AskOneAsync(client, wanted, stop);
        IReadOnlyList<string> members = printer.All(Members);
        if (members.Count == 0)
            return [(client, printer)];
        if (members.Count > MaxMembers)
        {
            throw client.NotReady(
                $"is a class of {members.Count} printers, and more than {MaxMembers} are not asked", "Use a smaller class.");
        }

        var ready = new List<(IppClient Printer, IppResponse Answer)>();
        var problems = new List<TempCardException>();
        foreach (IppClient member in members.Select(client.Member))
        {
            try
            {
                ready.Add((member, await AskOneAsync(member, wanted, stop)));
            }
            catch (TempCardException e) when (e.ErrorId == ErrorIds.PrinterNotReady)
            {
                problems.Add(e);
            }
        }

        return ready.Count > 0 ? ready : throw problems[0];
    }

    /// <summary>Whether a printer that says this of itself has stopped: of a class, all of its members.</summary>
    public async Task<bool> IsStoppedAsync(IppResponse printer, CancellationToken stop)
    {
        if (printer.First("printer-state") is IppJob.PrinterStopped)
            return true;
        IReadOnlyList<string> members = printer.All(Members);
        foreach (IppClient member in members.Select(client.Member))
        {
            (IppResponse? answer, _) = await member.TrySendAsync(
                Question(member, ["printer-state"]), default, stop);
            if (answer?.First("printer-state") is not IppJob.PrinterStopped)
                return false;
        }

        return members.Count > 0;
    }

    /// <summary>
    /// Throws unless we are let in. Queues tell everybody how they are, and may print for some only (printer-op-policy of
    /// CUPS). What else a printer thinks of a job that is asked for like this, it says when it gets one.
    /// </summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.PrinterNotReady"/>.</exception>
    public static async Task CheckAccessAsync(IppClient printer, IppRequest wish, CancellationToken stop)
    {
        (_, IppFailure? failure) = await printer.TrySendAsync(wish, default, stop);
        if (failure is { IsAccess: true })
            throw failure.Error;
    }

    private static IppRequest Question(IppClient printer, IEnumerable<string> wanted) =>
        printer.About(IppOperation.GetPrinterAttributes)
            .Add(IppTag.Keyword, "requested-attributes", [.. wanted]);

    private static async Task<IppResponse> AskOneAsync(
        IppClient client, IReadOnlyList<string> wanted, CancellationToken stop)
    {
        IppRequest request = Question(
            client,
            [
                "printer-state", "printer-state-reasons", "printer-is-accepting-jobs", "document-format-supported",
                Members, .. wanted,
            ]);
        IppResponse printer = await client.SendAsync(request, default, stop);
        if (printer.First("printer-state") is IppJob.PrinterStopped)
        {
            string reasons = IppWords.List(printer.All("printer-state-reasons"), IppWords.Sentence);
            throw client.NotReady($"is stopped ({reasons})", "See to the printer.");
        }

        if (printer.First("printer-is-accepting-jobs") is "false")
            throw client.NotReady("takes no jobs", "Switch the queue on again.");
        if (!printer.All("document-format-supported").Contains(Pdf, StringComparer.OrdinalIgnoreCase))
        {
            throw client.NotReady(
                $"does not take {Pdf}", "Use a queue that does, such as one of CUPS in front of this printer.");
        }

        return printer;
    }
}
