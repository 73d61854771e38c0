using System.Diagnostics;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Operations.Shared;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Tests.Composition;

/// <summary>An authority that is not the one that the store has worked with, or can't be used as it is.</summary>
public sealed class OtherAuthorityTests
{
    private static CancellationToken None => CancellationToken.None;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_computer_with_a_folder_of_its_own_makes_no_second_authority(bool isThere)
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.Session.IssueAsync(workshop, 2);
        await using IssuanceSession other = await OtherComputerAsync(workshop, isThere);
        string folder = Path.Combine(workshop.Folder, "own");
        string[] before = isThere ? Directory.GetFiles(folder) : [];

        await ThrowsAsync(ErrorIds.AuthorityKeyChanged, () => other.IssueAsync(workshop, 1));
        await ThrowsAsync(ErrorIds.AuthorityKeyChanged, () => other.Certificates.SettleAsync(null, None));
        await other.CancelAsync(workshop, batch.Id, "T-00001");

        Assert.Equal(1, Assert.Single(workshop.Events<RevocationsPending>()).Count);
        Assert.Equal(before, isThere ? Directory.GetFiles(folder) : []);
        Assert.Equal(isThere, Directory.Exists(folder));
        await workshop.Session.Revocations.RunAsync(None);
        Assert.Single(Invariants.RevokedSerials(workshop));
    }

    [Fact]
    public async Task The_key_of_a_store_of_before_is_that_of_its_certificates()
    {
        await using var workshop = new Workshop();
        await workshop.Session.IssueAsync(workshop, 1);
        await ForgetAsync(workshop);
        await using (IssuanceSession other = await OtherComputerAsync(workshop, isThere: true))
            await ThrowsAsync(ErrorIds.AuthorityKeyChanged, () => other.IssueAsync(workshop, 1));

        Assert.Equal(1, (await workshop.Session.IssueAsync(workshop, 1)).Unassigned);
    }

    [Fact]
    public async Task An_authority_of_another_name_takes_the_place_of_the_first()
    {
        await using var workshop = new Workshop();
        CardBatch batch = await workshop.Session.IssueAsync(workshop, 1);
        string yaml = (await File.ReadAllTextAsync(workshop.ConfigurationFile))
            .Replace("authority: local", "authority: next", StringComparison.Ordinal);
        int at = yaml.IndexOf("authorities:", StringComparison.Ordinal);
        int lineEnd = yaml.IndexOf('\n', at);
        string local = yaml[(lineEnd + 1)..].Split('\n')
            .First(l => l.TrimStart().StartsWith("local:", StringComparison.Ordinal));
        await File.WriteAllTextAsync(
            workshop.ConfigurationFile,
            yaml.Insert(
                lineEnd + 1,
                local.Replace("local:", "next:", StringComparison.Ordinal)
                    .Replace("path: ca", "path: next", StringComparison.Ordinal) + "\n"));
        await using IssuanceSession session = workshop.OpenSession();

        CardBatch next = await session.IssueAsync(workshop, 1);
        await session.CancelAsync(workshop, batch.Id);

        Assert.Equal("next", next.Productions[0].Certificates[0].Authority);
        Assert.Single(Invariants.RevokedSerials(workshop));
        Assert.Empty(workshop.Events<RevocationsPending>());
    }

    [Fact]
    public async Task An_authority_that_ends_before_the_cards_is_refused_before_a_body_is_touched()
    {
        await using var workshop = new Workshop(replace: ("validityDays: 90", "validityDays: 3650"));
        await workshop.Session.IssueAsync(workshop, 1);
        workshop.Clock.Advance(TimeSpan.FromDays(60));
        int taken = workshop.Events<CardTaken>().Count();

        await ThrowsAsync(ErrorIds.AuthorityEndsEarly, () => workshop.Session.IssueAsync(workshop, 1));
        await ThrowsAsync(ErrorIds.AuthorityEndsEarly, () => workshop.RepeatAsync(
            workshop.Session.Store.GetBatchAsync("B-000001", true, None).Result!, "T-00001"));

        Assert.Equal(taken, workshop.Events<CardTaken>().Count());
        Assert.Contains(
            ErrorIds.AuthorityEndsEarly,
            await new ReadinessCheck(workshop.Session).RunAsync(["desk-1"], None).Select(r => r.ErrorId).ToListAsync());
    }

    /// <summary>.NET itself can be told not to lock, which is what a file system without locks comes to.</summary>
    [Fact]
    public async Task A_folder_without_locks_is_refused()
    {
        await using var workshop = new Workshop();
        string program = OwnProgram.Find(OwnProgram.FaultHost, "TempCardIssuance.FaultHost.dll");

        Assert.Equal(ErrorIds.AuthorityNotExclusive, await CheckAsync(locks: false));
        Assert.Equal("", await CheckAsync(locks: true));
        Assert.Equal(ErrorIds.AuthorityNotExclusive, await CheckAsync(locks: false));

        async Task<string> CheckAsync(bool locks)
        {
            var start = new ProcessStartInfo("dotnet", [program, "check", workshop.ConfigurationFile])
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
            };
            if (!locks)
                start.Environment["DOTNET_SYSTEM_IO_DISABLEFILELOCKING"] = "1";
            using Process host = Process.Start(start)!;
            string said = await host.StandardOutput.ReadToEndAsync();
            await host.WaitForExitAsync();
            return said.Trim();
        }
    }

    /// <summary>The same store, and a folder of an authority that only this computer sees.</summary>
    private static async Task<IssuanceSession> OtherComputerAsync(Workshop workshop, bool isThere)
    {
        string file = Path.Combine(workshop.Folder, "other.yaml");
        string yaml = await File.ReadAllTextAsync(workshop.ConfigurationFile);
        Assert.Contains("path: ca", yaml, StringComparison.Ordinal);
        await File.WriteAllTextAsync(file, yaml.Replace("path: ca", "path: own", StringComparison.Ordinal));
        var session = IssuanceSession.Open(file, workshop.Clock);
        if (isThere)
        {
            ICertificateAuthority authority = session.Context.Authorities.Get("local");
            await authority.CheckAsync(None);
        }

        return session;
    }

    private static async Task ForgetAsync(Workshop workshop)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection(
            $"Data Source={Path.Combine(workshop.Folder, "tempcard.db")};Pooling=False");
        await connection.OpenAsync();
        await using Microsoft.Data.Sqlite.SqliteCommand command = connection.CreateCommand();
        command.CommandText = "DELETE FROM authorities; UPDATE certificates SET place = NULL; DELETE FROM facts";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task ThrowsAsync(string errorId, Func<Task> act) =>
        Assert.Equal(errorId, (await Assert.ThrowsAsync<TempCardException>(act)).ErrorId);
}
