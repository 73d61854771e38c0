using Microsoft.Net.Http.Headers;
using TempCardIssuance.Web.Visits;

namespace TempCardIssuance.Web.Hosting;

/// <summary>
/// Shows the first page once to nobody, before anybody is told where it is: what is compiled, opened and connected for
/// the first time takes longer than all that comes after it.
/// </summary>
internal static class Rehearsal
{
    private const string FirstPage = "/orders";

    /// <summary>A store that is away is told of on the page; nobody waits for it here.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(3);

    public static async Task RunAsync(Uri address, Gate gate)
    {
        Visit visit = gate.Begin(out string cookie);
        try
        {
            using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false });
            client.Timeout = Longest;
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, FirstPage));
            request.Headers.Add(HeaderNames.Cookie, cookie);
            using HttpResponseMessage page = await client.SendAsync(request);
            await page.Content.LoadIntoBufferAsync();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            // Whoever comes first finds out the same, and is told.
        }
        finally
        {
            gate.End(visit);
        }
    }
}
