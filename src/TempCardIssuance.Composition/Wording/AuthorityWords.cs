using System.Globalization;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Composition.Wording;

/// <summary>Keys and certificates of authorities in words.</summary>
internal static class AuthorityWords
{
    public static string Describe(AuthorityRequest plan) =>
        $"{(plan.IsNewKey ? "Make a new key" : "Take the key")} ({plan.Key}) of the authority '{plan.Authority}', "
        + $"and write {(plan.IsSelfSigned ? "a certificate that it signs itself" : "a request for a certificate")} "
        + $"of '{plan.Subject}' to {plan.File}";

    public static string Describe(AuthorityInstallation plan) => string.Create(
        CultureInfo.InvariantCulture,
        $"Let the authority '{plan.Authority}' {(plan.IsNewKey ? "issue with" : "go on with")} the key {plan.KeyId}, "
        + $"certified by '{plan.Issuer}' until {plan.NotAfter:u}");

    /// <summary>For the audit trail.</summary>
    public static string Summary(AuthorityRequest made) =>
        $"{made.Authority}: {(made.IsNewKey ? "new key" : "the same key")} {made.Key}, '{made.Subject}'";

    /// <inheritdoc cref="Summary(AuthorityRequest)"/>
    public static string Summary(AuthorityInstallation done) => string.Create(
        CultureInfo.InvariantCulture,
        $"{done.Authority}: key {done.KeyId}, by '{done.Issuer}', until {done.NotAfter:u}");
}
