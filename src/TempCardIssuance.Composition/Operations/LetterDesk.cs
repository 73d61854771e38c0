using System.Globalization;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Composition.Operations;

/// <summary>Where letters go, where somebody said so; else the configuration says it.</summary>
public sealed record LetterChoice
{
    /// <summary>A full path, or the name of a layout that comes with the product.</summary>
    public string? Layout { get; init; }

    /// <summary>The folder for PDF files; null: they are printed.</summary>
    public string? Folder { get; init; }

    /// <summary>Whether a layout of this name comes with the product.</summary>
    public static bool IsShipped(string layout) =>
        Printing.Layouts.SvgLayout.Letters.Contains(layout, StringComparer.Ordinal);

    /// <summary>What runs <see cref="LetterWorker"/>.</summary>
    public required LetterProgram Program { get; init; }
}

/// <summary>Has letters printed that tell holders their PINs.</summary>
public sealed class LetterDesk
{
    private readonly LetterPrinting _printing;
    private readonly SealKeys _keys;
    private readonly (Uri? Uri, string Layout, int TimeOutSeconds) _configured;
    private readonly DriverServices _services;

    internal LetterDesk(
        LetterPrinting printing,
        SealKeys keys,
        (Uri? Uri, string Layout, int TimeOutSeconds) configured,
        DriverServices services)
    {
        _printing = printing;
        _keys = keys;
        _configured = configured;
        _services = services;
    }

    /// <summary>What is wanted of the configuration, and of whoever prints, where nothing else is said; opens no key.</summary>
    public LetterNeeds Needs(LetterKind kind)
    {
        List<TempCardException> missing = [];
        List<string> passwords = [];
        if (_configured.Uri is null)
            missing.Add(NoPrinter());
        foreach (SealedKind one in Enum.GetValues<SealedKind>().Where(one => IsWanted(one, kind)))
        {
            try
            {
                var choice = new KeyChoice
                {
                    Ask = key =>
                    {
                        passwords.Add(key);
                        return null;
                    },
                };
                choice.Resolve(_keys, one).Password?.Dispose();
            }
            catch (TempCardException e)
            {
                missing.Add(e);
            }
        }

        return new LetterNeeds(missing, [.. passwords.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Plans letters.</summary>
    /// <inheritdoc cref="LetterPrinting.PlanAsync"/>
    public async Task<Planned<IReadOnlyList<PinLetter>>> PlanAsync(
        LetterRequest request, LetterChoice choice, KeyChoice key, CancellationToken stop)
    {
        LetterPlan plan = await _printing.PlanAsync(request, stop);
        string where = choice.Folder ?? _configured.Uri?.OriginalString ?? throw NoPrinter();
        if (plan.Letters.Count > 0)
            await LetterProcess.CheckAsync(Target(choice), request.Kind, _services, stop);
        string rest = plan.Done + plan.Refused.Count == 0
            ? ""
            : string.Create(
                CultureInfo.InvariantCulture, $"; {plan.Done} printed already, {plan.Refused.Count} refused");
        string description = string.Create(
            CultureInfo.InvariantCulture, $"Make {plan.Letters.Count} letter(s), to {where}{rest}");
        return new Planned<IReadOnlyList<PinLetter>>(
            Operation.PrintLetters,
            description,
            $"{description}?",
            (events, stopped) => RunAsync(plan, choice, key, events, stopped));
    }

    private async Task<IReadOnlyList<PinLetter>> RunAsync(
        LetterPlan plan,
        LetterChoice choice,
        KeyChoice key,
        IProgress<Core.Operations.Shared.IssuanceEvent> events,
        CancellationToken stop)
    {
        using SecretBytes? pinPassword = Key(key, SealedKind.Pin, plan.Request.Kind, out LetterKey? pin);
        using SecretBytes? pukPassword = Key(key, SealedKind.Puk, plan.Request.Kind, out LetterKey? puk);
        var maker = new LetterProcess(
            choice.Program, Target(choice), ((pin ?? puk)!, (puk ?? pin)!), _keys.RecipientFiles, _services);
        return await _printing.RunAsync(plan, maker, events, stop);
    }

    private LetterTarget Target(LetterChoice choice) => new(
        choice.Layout ?? _configured.Layout,
        choice.Folder is null ? _configured.Uri : null,
        choice.Folder,
        _configured.TimeOutSeconds);

    /// <summary>The key where it is wanted, tried once here, so that a wrong password is told before anything is begun.</summary>
    private SecretBytes? Key(KeyChoice choice, SealedKind kind, LetterKind letter, out LetterKey? key)
    {
        key = null;
        if (!IsWanted(kind, letter))
            return null;
        (string name, SecretBytes? password) = choice.Resolve(_keys, kind);
        using ISecretOpener opener =
            Infrastructure.Sealing.RecipientKey.Open(name, password, _keys.RecipientFiles);
        key = new LetterKey(name, password, opener.Recipient);
        return password;
    }

    private static bool IsWanted(SealedKind kind, LetterKind letter) =>
        letter != (kind == SealedKind.Pin ? LetterKind.Puk : LetterKind.Pin);

    private static TempCardException NoPrinter() => new(
        ErrorIds.LetterPrinterMissing,
        ErrorKind.InvalidArgument,
        "It is not said where letters are printed.",
        "Write the address of the printer into the configuration as letters.uri, or have PDF files made.");
}

/// <summary>What letters want that is not there yet.</summary>
/// <param name="Missing">What the configuration does not say.</param>
/// <param name="Passwords">The keys whose passwords have to be typed.</param>
public sealed record LetterNeeds(IReadOnlyList<TempCardException> Missing, IReadOnlyList<string> Passwords);
