using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using TempCardIssuance.Tests.Infrastructure.Authorities.Http;

namespace TempCardIssuance.Tests.Web;

/// <summary>Client certificates are looked up in the list of their authority, unless the configuration says otherwise.</summary>
public sealed class ClientRevocationTests
{
    private static readonly (string, string) LooksUp = ("clientRevocation: false", "clientRevocation: true");

    [Fact]
    public async Task A_certificate_that_is_revoked_lets_nobody_in()
    {
        await using SignInHouse house = await SignInHouse.StartAsync(LooksUp);
        byte[] list = [];
        await using var lists = new TestServer((_, stream) => ReplyAsync(stream, list));
        using X509Certificate2 olga = house.Staff("CN=olga, OU=Operators", list: lists.Address("/staff.crl"));
        using X509Certificate2 gone = house.Staff("CN=gustav, OU=Operators", list: lists.Address("/staff.crl"));
        list = house.RevocationList(gone);

        using HttpClient client = house.Client(olga);
        HttpResponseMessage entered = await client.GetAsync("/sign-in");
        using HttpClient other = house.Client(gone);

        Assert.Equal(HttpStatusCode.OK, entered.StatusCode);
        Assert.Contains(">olga<", await client.TextAsync("/orders"), StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => other.GetAsync("/sign-in"));
        Assert.NotEmpty(lists.Calls);
    }

    [Fact]
    public async Task Where_the_list_can_not_be_had_nobody_comes_in_by_certificate_and_others_do()
    {
        await using SignInHouse house = await SignInHouse.StartAsync(LooksUp);
        await using var lists = new TestServer((_, stream) => TestServer.ReplyAsync(stream, "404 Not Found"));
        using X509Certificate2 olga = house.Staff("CN=olga, OU=Operators", list: lists.Address("/staff.crl"));
        using X509Certificate2 none = house.Staff("CN=nora, OU=Operators");

        foreach (X509Certificate2 certificate in new[] { olga, none })
        {
            using HttpClient client = house.Client(certificate);
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetAsync("/sign-in"));
        }

        using HttpClient anna = await house.EnterAsync("anna", "card-operators");
        Assert.Contains(">anna<", await anna.TextAsync("/orders"), StringComparison.Ordinal);
    }

    private static async Task ReplyAsync(Stream stream, byte[] list)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/pkix-crl\r\nContent-Length: {list.Length}\r\nConnection: close\r\n\r\n"));
        await stream.WriteAsync(list);
    }
}
