using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Cli.Commands;

/// <summary><c>tempcard authority</c>: the keys and certificates of local authorities.</summary>
internal static class AuthorityCommand
{
    public static Command Create(CommandHost host) => new(
        "authority", "Have a local authority certified, by one above it or with its next key.")
    {
        CreateRequest(host),
        CreateInstall(host),
    };

    private static Command CreateRequest(CommandHost host)
    {
        Argument<string> authority = Authority();
        var file = new Option<string>("--out")
        {
            Description = "The file to write; it must not exist.",
            HelpName = "file",
            Required = true,
        };
        var next = new Option<bool>("--next") { Description = "For the key that comes after the present one." };
        var selfSigned = new Option<bool>("--self-signed")
        {
            Description = "A certificate that the key signs itself, instead of a request.",
        };
        return host.HandlePlanned(
            Operation.RequestAuthorityCertificate,
            new Command("request", "Make a request for an authority above it, and the key if there is none.")
            {
                authority, file, next, selfSigned,
            },
            (run, session) => session.Keys.RequestAsync(
                run.Arguments.GetRequiredValue(authority),
                new AuthorityRequestOptions(run.Arguments.GetValue(next), run.Arguments.GetValue(selfSigned)),
                Path.GetFullPath(run.Arguments.GetRequiredValue(file)),
                run.Stop),
            (output, request) => output.AuthorityRequest(request));
    }

    private static Command CreateInstall(CommandHost host)
    {
        Argument<string> authority = Authority();
        var file = new Argument<string>("file")
        {
            Description = "The certificate, and perhaps those above it: PEM, DER or PKCS#7.",
        };
        return host.HandlePlanned(
            Operation.InstallAuthorityCertificate,
            new Command("install", "Put the certificate into use that was made for a request.") { authority, file },
            (run, session) => session.Keys.InstallAsync(
                run.Arguments.GetRequiredValue(authority),
                Path.GetFullPath(run.Arguments.GetRequiredValue(file)),
                run.Stop),
            (output, installation) => output.AuthorityInstallation(installation));
    }

    private static Argument<string> Authority() =>
        new("authority") { Description = "The authority, as the configuration names it." };
}
