using System.Text.Json;
using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Tests.Composition;

public sealed class RemedyJsonTests
{
    /// <summary>Of a front end that is not PowerShell.</summary>
    private static readonly OperationWords Words = new(o => $"do {o.Name}", p => $"--{p.Name}", v => $"<{v}>");

    [Fact]
    public void Every_operation_and_parameter_crosses_as_such()
    {
        var remedy = new Remedy(0, 0);
        foreach (Operation operation in Operation.All)
        {
            remedy.AppendLiteral("; ");
            remedy.AppendFormatted(operation);
        }

        foreach (Parameter parameter in Parameter.All)
        {
            remedy.AppendFormatted(parameter);
            remedy.AppendFormatted(Operation.Resume.On("B-000001").With(parameter).With(parameter, "it's"));
            remedy.AppendFormatted(Operation.Issue.With(parameter));
        }

        Remedy crossed = Cross(new LetterLine { Remedy = remedy }).Remedy!;

        Assert.Equal(remedy.In(Words), crossed.In(Words));
        Assert.Equal(remedy.Parts.Count, crossed.Parts.Count);
    }

    [Fact]
    public void No_remedy_stays_none() => Assert.Null(Cross(new LetterLine()).Remedy);

    [Theory]
    [InlineData("""[{"Operation":"Remove-Everything"}]""")]
    [InlineData("""[{"Parameter":"Everything"}]""")]
    [InlineData("[{}]")]
    public void What_is_not_known_is_no_remedy(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<LetterLine>($$"""{"Remedy":{{json}}}"""));

    private static LetterLine Cross(LetterLine line) =>
        JsonSerializer.Deserialize<LetterLine>(JsonSerializer.SerializeToUtf8Bytes(line))!;
}
