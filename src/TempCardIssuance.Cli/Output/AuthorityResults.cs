using System.Globalization;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Cli.Output;

/// <summary>What commands give that look after authorities.</summary>
internal static class AuthorityResults
{
    public static void AuthorityRequest(this CommandOutput output, AuthorityRequest request) => output.Result(
        request,
        shapes => shapes.AuthorityRequest,
        text => text.Line(
            $"{ShownPath.Of(request.File)} has {(request.IsSelfSigned ? "the certificate" : "a request")} "
            + $"of '{request.Subject}' ({request.Key}{(request.IsNewKey ? ", a new key" : "")})."));

    public static void AuthorityInstallation(this CommandOutput output, AuthorityInstallation done) => output.Result(
        done,
        shapes => shapes.AuthorityInstallation,
        text => text.Line(string.Create(
            CultureInfo.InvariantCulture,
            $"{done.Authority} {(done.IsNewKey ? "issues with" : "goes on with")} the key {done.KeyId}, certified by "
            + $"'{done.Issuer}' until {done.NotAfter:u}.")));
}
