using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Infrastructure.Authorities.Local;

/// <summary>What should be known of a local authority's list by those who do not use the authority just now.</summary>
internal static class ListReminders
{
    public static IEnumerable<Remedy> Of(LocalAuthoritySettings options, DateTimeOffset now)
    {
        var files = new AuthorityFiles(options);
        if (ListTimes.Read(files.Newest.ListDer) is { } times
            && now - AuthorityIdentity.Backdating >= times.From + ((times.Until - times.From) / 2))
        {
            yield return Remedy.Of(
                $"More than half of the time of the revocation list of the authority '{options.Name}' is over; it ends "
                + $"at {times.Until:u}. {Operation.TestStations} renews it.");
        }

        foreach (PublishedTo failed in ListPublication.ReadFailures(files))
        {
            yield return Remedy.Of(
                $"The revocation list of the authority '{options.Name}' did not get to '{failed.Target}': "
                + $"{failed.Error?.TrimEnd('.')}. {Operation.TestStations} tries again.");
        }
    }
}
