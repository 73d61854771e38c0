using FsCheck;
using FsCheck.Fluent;

namespace TempCardIssuance.Tests.Composition.Model;

/// <summary>Random sequences of operations, and how to make a failing one shorter.</summary>
internal static class ModelPrograms
{
    private static readonly AuthorityFault[] Faults =
        [.. Enum.GetValues<AuthorityFault>().Where(f => f != AuthorityFault.None)];

    public static Arbitrary<ModelProgram> Of(int steps) =>
        Arb.From(Gen.ListOf(Step, steps).Select(s => new ModelProgram([Begin, .. s])), Shrink);

    private static ModelStep Begin => new(StepKind.Request) { Count = 4 };

    private static Gen<ModelStep> Step =>
        from kind in Kind
        from pick in Gen.Choose(0, 20)
        from count in Gen.Choose(0, 3)
        from legal in OneIn(6)
        from release in Gen.Elements(false, true)
        from stations in Gen.Choose(1, 2)
        from enqueue in OneIn(3)
        from stop in OneIn(3)
        from trouble in Trouble
        select new ModelStep(kind)
        {
            Pick = pick,
            Count = count,
            Legal = !legal,
            Release = release,
            Stations = stations,
            Enqueue = enqueue,
            Stop = stop,
            Trouble = trouble,
        };

    private static Gen<StepKind> Kind => Gen.Frequency(
        (4, Gen.Constant(StepKind.Request)),
        (2, Gen.Constant(StepKind.Remove)),
        (6, Gen.Constant(StepKind.Issue)),
        (5, Gen.Constant(StepKind.Repeat)),
        (3, Gen.Constant(StepKind.Complete)),
        (4, Gen.Constant(StepKind.Cancel)),
        (4, Gen.Constant(StepKind.Resume)),
        (4, Gen.Constant(StepKind.TakeUp)),
        (4, Gen.Constant(StepKind.Grant)),
        (2, Gen.Constant(StepKind.Extend)),
        (2, Gen.Constant(StepKind.Lock)),
        (2, Gen.Constant(StepKind.TakeBack)),
        (2, Gen.Constant(StepKind.Revoke)),
        (3, Gen.Constant(StepKind.MakeAgain)),
        (2, Gen.Constant(StepKind.MakeAnew)),
        (2, Gen.Constant(StepKind.WaitLong)),
        (3, Gen.Constant(StepKind.Wait)),
        (1, Gen.Constant(StepKind.SetBack)),
        (1, Gen.Constant(StepKind.Settle)));

    private static Gen<Trouble> Trouble =>
        from dies in OneIn(4)
        from diesAt in Gen.Choose(1, 14)
        from authorityFails in OneIn(4)
        from fault in Gen.Elements(Faults)
        from order in Gen.Choose(1, 4)
        from bodiesFail in OneIn(3)
        from bodies in Gen.ListOf(Body, 3)
        select new Trouble
        {
            StoreDiesAt = dies ? diesAt : 0,
            Authority = authorityFails ? fault : AuthorityFault.None,
            FromOrder = order,
            Bodies = bodiesFail ? bodies : [],
        };

    private static Gen<BodyTrouble> Body =>
        from station in Gen.Choose(1, 2)
        from position in Gen.Choose(1, 3)
        from apdu in Gen.Choose(1, 60)
        from word in Gen.Elements<ushort?>(null, 0x6581, 0x6A82, 0x6F00)
        select new BodyTrouble(station, position, apdu, word);

    private static Gen<bool> OneIn(int n) => Gen.Choose(1, n).Select(i => i == 1);

    /// <summary>Halves first, then single steps left out, then single troubles.</summary>
    private static IEnumerable<ModelProgram> Shrink(ModelProgram program)
    {
        IReadOnlyList<ModelStep> steps = program.Steps;
        for (int length = steps.Count / 2; length >= 1; length /= 2)
        {
            for (int at = 0; at + length <= steps.Count; at += length)
                yield return new ModelProgram([.. steps.Take(at), .. steps.Skip(at + length)]);
        }

        for (int i = 0; i < steps.Count; i++)
        {
            foreach (Trouble trouble in Shrink(steps[i].Trouble))
            {
                ModelStep step = steps[i] with { Trouble = trouble };
                yield return new ModelProgram([.. steps.Take(i), step, .. steps.Skip(i + 1)]);
            }
        }
    }

    private static IEnumerable<Trouble> Shrink(Trouble trouble)
    {
        if (trouble.StoreDiesAt > 0)
            yield return trouble with { StoreDiesAt = 0 };
        if (trouble.Authority != AuthorityFault.None)
            yield return trouble with { Authority = AuthorityFault.None };
        if (trouble.Bodies.Count > 0)
            yield return trouble with { Bodies = [.. trouble.Bodies.Skip(1)] };
    }
}
