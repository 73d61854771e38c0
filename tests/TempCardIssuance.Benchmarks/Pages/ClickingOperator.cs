using System.Collections.Concurrent;
using System.Net;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Benchmarks.Pages;

/// <summary>How long each kind of click took, in milliseconds.</summary>
internal sealed class ClickTimes
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<double>> _times = new(StringComparer.Ordinal);

    public IEnumerable<(string Kind, IReadOnlyList<double> Times)> All =>
        _times.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => (t.Key, (IReadOnlyList<double>)[.. t.Value]));

    public void Add(string kind, double time) => _times.GetOrAdd(kind, _ => []).Enqueue(time);
}

/// <summary>One operator: ticks cards, checks, issues, waits, looks, and completes the order.</summary>
internal sealed partial class ClickingOperator(HttpClient client, ClickTimes times)
{
    public async Task WorkAsync(IReadOnlyList<string> cards)
    {
        IEnumerable<(string, string)> order =
        [
            ("encode", "on"), ("pin", "6"), ("puk", "8"), ("go", "check"), .. cards.Select(card => ("card", card)),
        ];
        string check = await SendAsync("tick and check", await GetAsync("batch orders", "/orders"), "/orders", order);
        string page = await GetAsync("check", check);
        string issue = check.Replace("/check", "/issue", StringComparison.Ordinal);
        string batch = await SendAsync("issue", page, issue, []);
        page = await GetAsync("production", batch);
        while (page.Contains("id=\"live\"", StringComparison.Ordinal))
        {
            await Task.Delay(TimeSpan.FromSeconds(1));
            page = await GetAsync("production", batch);
        }

        page = await GetAsync("complete: question", $"{batch}/complete");
        await SendAsync("complete", page, $"{batch}/complete", []);
    }

    private async Task<string> GetAsync(string kind, string path)
    {
        string page = "";
        times.Add(kind, await Samples.TimeAsync(async () => page = await client.GetStringAsync(path)));
        return page;
    }

    private async Task<string> SendAsync(
        string kind, string page, string action, IEnumerable<(string Name, string Value)> values)
    {
        Match form = Forms().Matches(page).First(f => WebUtility.HtmlDecode(f.Groups["action"].Value) == action);
        IEnumerable<KeyValuePair<string, string>> fields = Hidden().Matches(form.Value)
            .Where(f => f.Groups["name"].Value != "shown")
            .Select(f => KeyValuePair.Create(f.Groups["name"].Value, WebUtility.HtmlDecode(f.Groups["value"].Value)))
            .Concat(values.Select(v => KeyValuePair.Create(v.Name, v.Value)));
        using var content = new FormUrlEncodedContent(fields);
        string to = "";
        times.Add(kind, await Samples.TimeAsync(async () =>
        {
            using HttpResponseMessage answer = await client.PostAsync(action, content);
            to = answer.StatusCode == HttpStatusCode.SeeOther
                ? answer.Headers.Location!.OriginalString
                : throw new InvalidOperationException($"{action}: {answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }));
        return to;
    }

    [GeneratedRegex(
        "<form method=\"post\" action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Forms();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Hidden();
}
