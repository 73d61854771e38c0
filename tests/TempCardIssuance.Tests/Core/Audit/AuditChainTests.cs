using TempCardIssuance.Core.Audit;

namespace TempCardIssuance.Tests.Core.Audit;

public sealed class AuditChainTests
{
    private static readonly AuditEvent Entry = new()
    {
        Sequence = 1,
        At = DateTimeOffset.UnixEpoch,
        Operator = "op",
        Kind = AuditKinds.CardClaimed,
        CardNumber = "T-1",
        BatchId = "B-1",
    };

    public static TheoryData<AuditEvent> Changed => new(
        Entry with { Sequence = 2 },
        Entry with { At = DateTimeOffset.UnixEpoch.AddTicks(10) },
        Entry with { Operator = "other" },
        Entry with { Kind = AuditKinds.CardReleased },
        Entry with { CardNumber = "T-2" },
        Entry with { BatchId = null },
        Entry with { ProductionId = "" },
        Entry with { Station = "s" },
        Entry with { ErrorId = "e" },
        Entry with { Detail = "d" },
        Entry with { CardKey = "T-1" },
        Entry with { BatchKey = "B-1" },
        Entry with { Account = "issuer" },
        Entry with { Version = 1 },
        // The same characters in other fields.
        Entry with { CardNumber = "T-1B-1", BatchId = "" });

    [Theory]
    [MemberData(nameof(Changed))]
    public void Every_field_counts(AuditEvent changed) =>
        Assert.NotEqual(AuditChain.Hash(AuditChain.Start, Entry), AuditChain.Hash(AuditChain.Start, changed));

    [Fact]
    public void Events_of_the_first_version_keep_their_hash() =>
        Assert.Equal(
            "FBF734069CEF5A0F3751FE878746D7D4CF914B438E4B18E64C486F97D7DDE527",
            AuditChain.Hash(AuditChain.Start, Entry with { Version = 1, CardKey = "T-1", Account = "issuer" }));

    /// <summary>Worked out by another program.</summary>
    [Fact]
    public void Events_of_this_version_keep_their_hash()
    {
        AuditEvent entry = Entry with
        {
            Sequence = 120_047,
            Detail = "é€",
            CardKey = "T-1",
            BatchKey = "B-1",
            Account = "Jürg",
        };

        Assert.Equal(
            "767AF5382ED8FEDB9E1CF7581147235055ADD8497DAC0BDAD5EA700AC1F35F91",
            AuditChain.Hash(AuditChain.Start, entry));
    }

    /// <summary>What somebody wrote by hand is no reason to fail, wherever it stands.</summary>
    [Fact]
    public void What_came_before_may_be_anything() =>
        Assert.Equal(64, AuditChain.Hash(string.Concat(Enumerable.Repeat("€", 5000)), Entry).Length);

    [Fact]
    public void An_event_of_a_version_that_is_not_known_fits_nothing() =>
        Assert.Empty(AuditChain.Hash(AuditChain.Start, Entry with { Version = AuditChain.Version + 1 }));

    [Fact]
    public void What_came_before_counts() =>
        Assert.NotEqual(AuditChain.Hash(AuditChain.Start, Entry), AuditChain.Hash(new string('1', 64), Entry));

    [Fact]
    public void The_time_zone_does_not_count() =>
        Assert.Equal(
            AuditChain.Hash(AuditChain.Start, Entry),
            AuditChain.Hash(AuditChain.Start, Entry with { At = Entry.At.ToOffset(TimeSpan.FromHours(2)) }));
}
