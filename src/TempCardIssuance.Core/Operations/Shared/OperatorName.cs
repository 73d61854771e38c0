namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Names of operators, with the domain that vouches for them where there is one: <c>DOMAIN\user</c>.</summary>
internal static class OperatorName
{
    private const char DomainEnd = '\\';

    /// <summary>
    /// Whether two names may be one person: one that was recorded without a domain may be of any.
    /// </summary>
    public static bool MayBeSame(string one, string other)
    {
        bool haveDomains = one.Contains(DomainEnd) && other.Contains(DomainEnd);
        return string.Equals(
            haveDomains ? one : Account(one), haveDomains ? other : Account(other), StringComparison.OrdinalIgnoreCase);
    }

    private static string Account(string name) => name[(name.LastIndexOf(DomainEnd) + 1)..];
}
