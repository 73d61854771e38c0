using System.Globalization;
using TempCardIssuance.Tests.Devices.PcSc;
using TempCardIssuance.Tests.Infrastructure;

namespace TempCardIssuance.Tests.Logon;

/// <summary>Debian's nginx, which asks for a certificate of an authority that is not on its list.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    public const string Nginx = "/usr/sbin/nginx";
    public const string Engine = "/usr/lib/x86_64-linux-gnu/engines-3/pkcs11.so";

    private static readonly Dictionary<string, string> Nothing = [];

    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Find();
    private Daemon? _nginx;

    /// <param name="anchor">Certificate of the authority of cards, PEM file.</param>
    /// <param name="list">Its revocation list, PEM file.</param>
    public static async Task<NginxServer> StartAsync(string anchor, string list)
    {
        var server = new NginxServer();
        try
        {
            await server.ListenAsync(anchor, list);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Only so it reads the revocation list anew.</summary>
    public Task ReloadAsync() => Program.DoAsync(
        Nothing, Nginx, "-e", _folder["error.log"], "-p", _folder.Path, "-c", _folder["nginx.conf"], "-s", "reload");

    /// <summary>What it answers to somebody with the card that is in a reader: the HTTP status.</summary>
    public async Task<string> StatusAsync(string pin)
    {
        string configuration = _folder.Write(
            "openssl.cnf",
            $"""
            openssl_conf = all
            [all]
            engines = engines
            [engines]
            pkcs11 = card
            [card]
            engine_id = pkcs11
            dynamic_path = {Engine}
            MODULE_PATH = {Tool.OpenScModule}
            PIN = {pin}
            init = 0

            """);
        try
        {
            var environment = new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OPENSSL_CONF"] = configuration,
            };
            // The authentication key, in 9A, is number 1 of OpenSC.
            return await Program.DoAsync(
                environment,
                "curl",
                "--silent", "--show-error", "--cacert", _folder["server.pem"], "--engine", "pkcs11",
                "--cert-type", "ENG", "--cert", "pkcs11:id=%01;type=cert",
                "--key-type", "ENG", "--key", "pkcs11:id=%01;type=private",
                "--output", "/dev/null", "--write-out", "%{http_code}",
                string.Create(CultureInfo.InvariantCulture, $"https://localhost:{_port}/"));
        }
        finally
        {
            File.Delete(configuration);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_nginx is not null)
            await _nginx.DisposeAsync();
        _folder.Dispose();
    }

    private async Task ListenAsync(string anchor, string list)
    {
        await Program.DoAsync(
            Nothing,
            "openssl",
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", _folder["server.key"], "-out",
            _folder["server.pem"], "-days", "7", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost");
        _folder.Write(
            "nginx.conf",
            $$"""
            daemon off;
            pid {{_folder["nginx.pid"]}};
            error_log stderr;
            events { }
            http {
              access_log off;
              client_body_temp_path {{_folder["body"]}};
              proxy_temp_path {{_folder["proxy"]}};
              fastcgi_temp_path {{_folder["fastcgi"]}};
              uwsgi_temp_path {{_folder["uwsgi"]}};
              scgi_temp_path {{_folder["scgi"]}};
              server {
                listen 127.0.0.1:{{_port}} ssl;
                ssl_certificate {{_folder["server.pem"]}};
                ssl_certificate_key {{_folder["server.key"]}};
                ssl_client_certificate {{anchor}};
                ssl_crl {{list}};
                ssl_verify_client on;
                location / { return 200 ok; }
              }
            }

            """);
        _nginx = await Daemon.StartAsync(
            _port, Nothing, Nginx, "-e", "stderr", "-p", _folder.Path, "-c", _folder["nginx.conf"]);
    }
}
