using TempCardIssuance.Core.Errors;
using TempCardIssuance.Web.Visits;

namespace TempCardIssuance.Tests.Web;

/// <summary>What was entered and is not done yet.</summary>
public sealed class DraftTests
{
    [Fact]
    public void One_that_is_looked_at_outlasts_a_day_of_others()
    {
        var drafts = new Drafts();
        string order = drafts.Add("an order");
        string forgotten = drafts.Add("forgotten");

        for (int i = 0; i < 1000; i++)
        {
            drafts.Add(i);
            Assert.NotNull(drafts.Find<string>(order));
        }

        Assert.Null(drafts.Find<string>(forgotten));
    }

    [Fact]
    public void Of_what_is_large_few_are_kept()
    {
        var drafts = new Drafts();
        string small = drafts.Add("small");

        string[] files = [.. Enumerable.Range(0, 6).Select(i => drafts.Add(new byte[i + 1], most: 4))];

        Assert.Equal([false, false, true, true, true, true], files.Select(key => drafts.Find<byte[]>(key) is not null));
        Assert.NotNull(drafts.Find<string>(small));
    }

    [Fact]
    public void One_of_another_kind_or_none_is_told_to_who_sends_it()
    {
        var drafts = new Drafts();
        string key = drafts.Add("text");

        Assert.Equal("text", drafts.Require<string>(key));
        Assert.Equal(ErrorIds.UsageInvalid, Assert.Throws<TempCardException>(() => drafts.Require<byte[]>(key)).ErrorId);
        Assert.Equal(ErrorIds.UsageInvalid, Assert.Throws<TempCardException>(() => drafts.Require<string>(null)).ErrorId);
        drafts.Replace("none", "text");
        Assert.Null(drafts.Find<string>("none"));
    }
}
