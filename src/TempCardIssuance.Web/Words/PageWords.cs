using System.Globalization;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Web.Words;

/// <summary>Operations as an operator finds them on the page.</summary>
internal static class PageWords
{
    public static OperationWords Operations { get; } = new(Of, Of, value => value);

    /// <summary>Where an operation is done; null: not on the page.</summary>
    public static string? Link(OperationCall call)
    {
        string subject = Uri.EscapeDataString(call.Subject ?? "");
        bool has = call.Subject is { Length: > 0 } && !call.Subject.StartsWith('<');
        Operation operation = call.Operation;
        if (operation == Operation.Issue || operation == Operation.FindRequested)
            return "/orders";
        if (operation == Operation.NewRequest && Again(call) is { } again)
            return $"/cards/{Uri.EscapeDataString(again)}";
        if (operation == Operation.NewRequest || operation == Operation.ImportRequest
            || operation == Operation.RemoveRequest)
        {
            return "/requests";
        }

        if (operation == Operation.FindBatches || operation == Operation.Repeat || operation == Operation.Resume)
            return has ? $"/batches/{subject}" : "/batches";
        if (operation == Operation.Complete || operation == Operation.Cancel)
            return has ? $"/batches/{subject}/{(operation == Operation.Cancel ? "cancel" : "complete")}" : "/batches";
        if (operation == Operation.FindCards || operation == Operation.ShowHistory)
            return has ? $"/cards/{subject}" : "/cards";
        if (LifeAction(operation) is { } action)
            return has ? $"/cards/{subject}/{action}" : "/cards";
        if (operation == Operation.PrintLetters)
            return "/letters";
        if (operation == Operation.SetPin)
            return "/cards";
        if (operation == Operation.ShowStock)
            return "/stock";
        if (operation == Operation.ShowStations || operation == Operation.TestStations)
            return "/stations";
        return null;
    }

    /// <summary>What the button for a call says.</summary>
    public static string Label(OperationCall call) =>
        call.Operation == Operation.NewRequest && Again(call) is { } again
            ? $"{Texts.RequestAgain}: {again}"
            : Operations.Of(call with { Arguments = [] });

    /// <summary>The card that is to be requested once more; null: it is another call.</summary>
    private static string? Again(OperationCall call) =>
        call.Arguments.Any(a => a.Parameter == Parameter.Returned)
            ? call.Arguments.FirstOrDefault(a => a.Parameter == Parameter.CardNumber).Value
            : null;

    private static string? LifeAction(Operation operation) =>
        operation == Operation.Grant ? "grant"
        : operation == Operation.Extend ? "extend"
        : operation == Operation.TakeBack ? "take-back"
        : operation == Operation.Lock ? "lock"
        : operation == Operation.Revoke ? "revoke"
        : null;

    private static string Of(Operation operation) =>
        Text($"Do{operation.Name.Replace("-", "", StringComparison.Ordinal)}") ?? operation.Name;

    private static string Of(Parameter parameter) => Text($"With{parameter.Name}") ?? parameter.Name;

    private static string? Text(string name) =>
        Texts.ResourceManager.GetString(name, CultureInfo.CurrentUICulture);
}
