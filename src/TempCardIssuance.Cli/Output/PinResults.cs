using System.Globalization;
using System.Text;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Operations.Letters;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.Cli.Output;

/// <summary>A PIN or PUK that was read; null unless it was to be shown.</summary>
internal sealed record ShownPin(string CardNumber, SealedKind Kind, string? Value);

/// <summary>The results of commands about PINs.</summary>
internal static class PinResults
{
    public static void Reseal(this CommandOutput output, ResealResult result) => output.Result(
        result,
        shapes => shapes.ResealResult,
        text =>
        {
            text.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{result.Resealed} sealed again, {result.Current} were for the recipients of today already, {result.Unreadable} are for others than this key."));
            foreach (string card in result.Broken)
                text.Line($"Card {card}: what is sealed was altered; it was left as it is.");
        });

    public static void Letters(this CommandOutput output, IReadOnlyList<PinLetter> letters) => output.Result(
        letters,
        shapes => shapes.IReadOnlyListPinLetter,
        text => text.Table(
            letters,
            "No letters.",
            new("LETTER", l => l.Number),
            new("CARD", l => l.CardNumber),
            new("KIND", l => l.Kind.ToString()),
            new("COPY", l => l.Copy.ToString(CultureInfo.InvariantCulture)),
            new("STATE", l => l.State.ToString()),
            new("PRINTER", l => l.Printer),
            new("PROBLEM", l => l.Message)));

    public static void Pin(this CommandOutput output, ReadPin read, bool isShown)
    {
        string what = $"{(read.Kind == SealedKind.Pin ? "PIN" : "PUK")} of card {read.CardNumber}";
        var shown = new ShownPin(
            read.CardNumber, read.Kind, isShown ? Encoding.ASCII.GetString(read.Value.Span) : null);
        output.Result(
            shown,
            shapes => shapes.ShownPin,
            text => text.Line(shown.Value is null ? $"The {what} can be read; --show shows it." : $"{what}: {shown.Value}"));
    }
}
