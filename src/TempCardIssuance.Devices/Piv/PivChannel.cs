using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>The stack of channels between a PIV application and a connection.</summary>
internal static class PivChannel
{
    /// <param name="connection">The card.</param>
    /// <param name="counter">The lowest channel of the stack.</param>
    /// <param name="trace">Is given what really goes over the connection.</param>
    public static IApduChannel Stack(ICardConnection connection, ConnectionChannel counter, Action<string>? trace)
    {
        IApduChannel channel = trace is null ? counter : new TracingChannel(counter, trace);
        bool extended = connection.SupportsExtendedLength
            && AnswerToReset.AnnouncesExtendedLength(connection.Atr.Span);
        return new ChainingChannel(new GetResponseChannel(channel), extended);
    }
}
