using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Tests.Devices.Iso7816;

namespace TempCardIssuance.Tests.Devices.Piv;

public sealed class PivPropertyTemplateTests
{
    /// <summary>3DES, RSA-2048 and P-256, each in a template of its own, as PivApplet 0.9 tells them.</summary>
    private const string WithoutP384 = "6118 AC06 800103 060100 AC06 800107 060100 AC06 800111 060100";

    [Theory]
    [InlineData(WithoutP384, false)]
    [InlineData("610E AC0C 800103 800107 800111 060100", false)]
    [InlineData("6110 AC06 800127 060100 AC06 80012E 060100", true)]
    [InlineData("6108 AC06 800114 060100", true)]
    [InlineData("6106 5004 54657374", true)]
    [InlineData("", true)]
    [InlineData("6120 AC06", true)]
    public void An_algorithm_is_excluded_by_a_card_that_names_others_for_key_pairs(string response, bool hasP384) =>
        Assert.Equal(!hasP384, Parse(response).Excludes(PivAlgorithm.EccP384));

    [Theory]
    [InlineData("6106 5004 54657374", "Test")]
    [InlineData("6106 5004 541B5B4A", null)]
    [InlineData("6104 4F02 A000", null)]
    public void The_label_is_given_where_it_is_text(string response, string? label) =>
        Assert.Equal(label, Parse(response).Label);

    [Fact]
    public async Task A_key_that_the_card_excludes_is_refused_before_anything_is_touched()
    {
        using var card = new ScriptedConnection(
            $"00A40400 09 A00000030800001000 00 => {WithoutP384} 9000",
            "00F80000 00 => 0012AB34 9000",
            "00CB3FFF 05 5C035FC102 00 => 6A82");
        using var options = new PivOptions();
        using var authority = new TestAuthority();
        await using var body = PivCardBody.Open(card, options, (_, _) => Task.CompletedTask);
        ChipJob job = TestJobs.Job(("9A", KeyType.EccP256), ("9C", KeyType.EccP384));

        TempCardException error = await Assert.ThrowsAsync<TempCardException>(
            () => body.EncodeAsync(job, authority.IssueAsync, new StepList(), CancellationToken.None));

        Assert.Equal(ErrorIds.ProfileNotSupported, error.ErrorId);
        Assert.Equal("profile-9C", error.Target);
        Assert.True(card.IsDone);
    }

    private static PivPropertyTemplate Parse(string hex) =>
        PivPropertyTemplate.Parse(Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal)));
}
