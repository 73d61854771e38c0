using System.Net;
using System.Text.RegularExpressions;

namespace TempCardIssuance.Tests.Web;

/// <summary>Forms of the page, sent as a browser without script sends them.</summary>
internal static partial class PageForms
{
    private const int MaxMatchMilliseconds = 60_000;

    public static async Task<string> TextAsync(this HttpClient client, string path)
    {
        HttpResponseMessage answer = await client.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync();
    }

    /// <summary>The hidden fields of a form that a page shows.</summary>
    public static Dictionary<string, string> Hidden(string page, string action)
    {
        Match form = Forms().Matches(page)
            .First(f => WebUtility.HtmlDecode(f.Groups["action"].Value) == action);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match field in Fields().Matches(form.Value))
            values[field.Groups["name"].Value] = WebUtility.HtmlDecode(field.Groups["value"].Value);
        return values;
    }

    /// <summary>Loads a page, fills in one of its forms, and sends it.</summary>
    /// <returns>Where it leads to.</returns>
    public static async Task<string> SubmitAsync(
        this HttpClient client, string path, string action, params (string Name, string Value)[] values)
    {
        Dictionary<string, string> hidden = Hidden(await client.TextAsync(path), action);
        HttpResponseMessage answer = await client.PostAsync(action, Content(hidden, values));
        Assert.True(
            answer.StatusCode == HttpStatusCode.SeeOther,
            $"{answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        return answer.Headers.Location!.OriginalString;
    }

    public static FormUrlEncodedContent Content(
        IEnumerable<KeyValuePair<string, string>> hidden, params (string Name, string Value)[] values) =>
        new(hidden.Where(h => values.All(v => v.Name != h.Key))
            .Concat(values.Select(v => KeyValuePair.Create(v.Name, v.Value))));

    /// <summary>The number of a batch in an address.</summary>
    public static string BatchOf(string location) => BatchId().Match(location).Value;

    [GeneratedRegex(
        "<form method=\"post\" action=\"(?<action>[^\"]*)\".*?</form>", RegexOptions.Singleline, MaxMatchMilliseconds)]
    private static partial Regex Forms();

    [GeneratedRegex(
        "<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"",
        RegexOptions.None,
        MaxMatchMilliseconds)]
    private static partial Regex Fields();

    [GeneratedRegex(@"B-\d+", RegexOptions.None, MaxMatchMilliseconds)]
    private static partial Regex BatchId();
}
