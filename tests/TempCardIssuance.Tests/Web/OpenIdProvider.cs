using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Web;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Web;

/// <summary>A small OpenID Connect provider (code flow with PKCE), which lets in whom the test says.</summary>
internal sealed class OpenIdProvider : IDisposable
{
    public const string ClientId = "tempcard-page";
    public const string ClientSecret = "the page's own secret";

    private readonly HttpListener _listener = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private readonly ConcurrentDictionary<string, Request> _codes = new(StringComparer.Ordinal);

    public OpenIdProvider()
    {
        Address = $"http://127.0.0.1:{FreePort.Find()}";
        _listener.Prefixes.Add($"{Address}/");
        _listener.Start();
        _ = ServeAsync();
    }

    public string Address { get; }

    /// <summary>Who signs in next.</summary>
    public (string? Name, string[] Roles) Who { get; set; } = ("anna", ["card-operators"]);

    /// <summary>What is wrong with the next token: key, nonce, audience or issuer; null: nothing.</summary>
    public string? Lie { get; set; }

    public void Dispose()
    {
        _listener.Close();
        _key.Dispose();
        _other.Dispose();
    }

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            await AnswerAsync(context);
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        switch (context.Request.Url!.AbsolutePath)
        {
            case "/.well-known/openid-configuration":
                await JsonAsync(context, new
                {
                    issuer = Address,
                    authorization_endpoint = $"{Address}/authorize",
                    token_endpoint = $"{Address}/token",
                    jwks_uri = $"{Address}/keys",
                    response_types_supported = new[] { "code" },
                    subject_types_supported = new[] { "public" },
                    id_token_signing_alg_values_supported = new[] { "RS256" },
                });
                break;
            case "/keys":
                RSAParameters key = _key.ExportParameters(includePrivateParameters: false);
                await JsonAsync(context, new
                {
                    keys = new[]
                    {
                        new
                        {
                            kty = "RSA",
                            use = "sig",
                            kid = "1",
                            alg = "RS256",
                            n = Base64Url.EncodeToString(key.Modulus),
                            e = Base64Url.EncodeToString(key.Exponent),
                        },
                    },
                });
                break;
            case "/authorize":
                Authorize(context);
                break;
            default:
                await TokenAsync(context);
                break;
        }
    }

    private void Authorize(HttpListenerContext context)
    {
        System.Collections.Specialized.NameValueCollection query = context.Request.QueryString;
        string code = RandomNumberGenerator.GetHexString(32);
        _codes[code] = new Request(query["nonce"]!, query["code_challenge"]!, Who);
        context.Response.Redirect(
            $"{query["redirect_uri"]}?code={code}&state={Uri.EscapeDataString(query["state"]!)}");
        context.Response.Close();
    }

    private async Task TokenAsync(HttpListenerContext context)
    {
        using var reader = new StreamReader(context.Request.InputStream);
        System.Collections.Specialized.NameValueCollection form = HttpUtility.ParseQueryString(await reader.ReadToEndAsync());
        byte[] verified = SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"] ?? ""));
        if (!_codes.TryRemove(form["code"] ?? "", out Request? request)
            || form["client_secret"] != ClientSecret
            || Base64Url.EncodeToString(verified) != request.Challenge)
        {
            context.Response.StatusCode = 400;
            await JsonAsync(context, new { error = "invalid_grant" });
            return;
        }

        await JsonAsync(context, new { access_token = "x", token_type = "Bearer", id_token = Token(request) });
    }

    private string Token(Request request)
    {
        long now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["iss"] = Lie == "issuer" ? "http://elsewhere.example" : Address,
            ["aud"] = Lie == "audience" ? "another" : ClientId,
            ["sub"] = "1",
            ["nonce"] = Lie == "nonce" ? "another" : request.Nonce,
            ["iat"] = now,
            ["exp"] = now + 600,
            ["roles"] = request.Who.Roles,
        };
        if (request.Who.Name is { } name)
            claims["preferred_username"] = name;
        string content = Encode(new { alg = "RS256", typ = "JWT", kid = "1" }) + "." + Encode(claims);
        byte[] signature = (Lie == "key" ? _other : _key).SignData(
            Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{content}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Encode(object value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));

    private static async Task JsonAsync(HttpListenerContext context, object value)
    {
        context.Response.ContentType = "application/json";
        await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value));
        context.Response.Close();
    }

    private sealed record Request(string Nonce, string Challenge, (string? Name, string[] Roles) Who);
}
