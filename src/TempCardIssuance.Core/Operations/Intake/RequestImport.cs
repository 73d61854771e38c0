using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Operations.Intake;

/// <summary>
/// Takes requests from files and lists together, so that a number is used once in all of them and in the store.
/// </summary>
public sealed class RequestImport(ICardStore store)
{
    /// <summary>Finds every row that can't be added; changes nothing.</summary>
    public async Task<ImportPlan> PlanAsync(
        IReadOnlyList<ImportSource> sources, CancellationToken cancellationToken)
    {
        string[] numbers = [.. sources.SelectMany(s => s.Content.Requests).Select(r => r.CardNumber)];
        var taken = (await store.FindExistingAsync(numbers, cancellationToken)).ToHashSet(CardNumber.Comparer);
        var given = new Dictionary<string, string>(CardNumber.Comparer);
        var requests = new List<CardRequest>();
        var refused = new List<RefusedRow>();
        foreach (ImportSource source in sources)
        {
            List<RefusedRow> here =
                [.. source.Content.Problems.Select(problem => new RefusedRow(source.Name, problem))];
            foreach (ImportRow row in source.Content.Rows)
            {
                string number = row.Request.CardNumber;
                if (taken.Contains(number))
                    here.Add(Exists(source, row, "the card exists already"));
                else if (given.TryAdd(number, $"{source.Name}:{row.Line}"))
                    requests.Add(row.Request);
                else
                    here.Add(Exists(source, row, $"the card number is in {given[number]} already"));
            }

            refused.AddRange(here.OrderBy(row => row.Problem.Line));
        }

        return new ImportPlan(requests, refused);
    }

    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.ImportInvalid"/>: there are rows that can't be added.
    /// </exception>
    public static void RequireAll(ImportPlan plan)
    {
        if (plan.Refused.Count == 0)
            return;
        throw new TempCardException(
            ErrorIds.ImportInvalid,
            ErrorKind.InvalidData,
            $"There are {plan.Refused.Count} problem(s); nothing was imported.",
            plan.Refused.Select(row => row.Problem.Remedy).FirstOrDefault(remedy => remedy is not null)
                ?? $"Correct the rows, or import the others with {Parameter.SkipInvalid}.",
            plan.Refused[0].Source);
    }

    private static RefusedRow Exists(ImportSource source, ImportRow row, string why) => new(
        source.Name,
        new ImportProblem(row.Line, "CardNumber", why, row.Request.CardNumber) { ErrorId = ErrorIds.CardNumberExists });
}
