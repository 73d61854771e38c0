using TempCardIssuance.Core.Operations.Closing;
using TempCardIssuance.Core.Operations.HandOvers;
using TempCardIssuance.Core.Operations.Life;
using TempCardIssuance.Core.Operations.Production;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Services with parts of a test's own.</summary>
internal static class ContextServices
{
    public static BatchClosing Closing(this IssuanceContext context) =>
        new(context.Store, context.Settings, context.Actor, context.Revocations(), context.Stations);

    /// <summary>Requests cards again.</summary>
    public static CardsAgain Again(this IssuanceContext context) =>
        new(
            context.Store,
            context.Settings,
            context.Actor,
            context.Revocations(),
            new HandOverQueue(context.Store, null, context.Actor));

    /// <summary>What becomes of cards after their production.</summary>
    public static CardLife Life(this IssuanceContext context) =>
        new(
            context.Store,
            context.Settings,
            context.Actor,
            context.Revocations(),
            new HandOverQueue(context.Store, null, context.Actor),
            null);
}
