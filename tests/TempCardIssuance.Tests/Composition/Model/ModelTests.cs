using System.Diagnostics;
using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.FSharp.Core;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>Random operations against the model of the table of states.</summary>
/// <remarks>
/// To see a run again, set TEMPCARD_MODEL_SEED to the seed that it printed. Ten times as many operations where
/// TEMPCARD_SOAK is set (./build.sh soak).
/// </remarks>
[Trait("Category", "Soak")]
public sealed class ModelTests(ITestOutputHelper output)
{
    private const string SeedVariable = "TEMPCARD_MODEL_SEED";
    private const int Steps = 40;

    private static int Programs => Environment.GetEnvironmentVariable("TEMPCARD_SOAK") is { Length: > 0 } ? 260 : 26;

    [Fact]
    public async Task Any_sequence_of_operations_does_what_the_table_of_states_says()
    {
        ulong seed = Environment.GetEnvironmentVariable(SeedVariable) is { Length: > 0 } given
            ? ulong.Parse(given, CultureInfo.InvariantCulture)
            : (ulong)Random.Shared.NextInt64();
        await using Workshop prepared = await ModelRun.PrepareAsync();
        var watch = Stopwatch.StartNew();
        int done = 0;
        int refused = 0;
        Property property = Prop.ForAll(ModelPrograms.Of(Steps), async program =>
        {
            (int doneHere, int refusedHere) = await ModelRun.RunAsync(prepared, program);
            done += doneHere;
            refused += refusedHere;
        });
        Config config = Config.QuickThrowOnFailure
            .WithMaxTest(Programs)
            .WithReplay(FSharpOption<Replay>.Some(new Replay(new Rnd(seed), FSharpOption<int>.None)));
        try
        {
            property.Check(config);
        }
        finally
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{SeedVariable}={seed}: {done} operations, {refused} of them refused, in {watch.Elapsed.TotalSeconds:0} s"));
        }

        Assert.True(done >= 1000, "too few operations");
    }
}
