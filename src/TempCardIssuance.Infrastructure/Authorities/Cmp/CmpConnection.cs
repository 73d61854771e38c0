using Org.BouncyCastle.Asn1.X509;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>All that the transactions with one server share.</summary>
internal sealed class CmpConnection(
    CmpTransport transport,
    IRequestProtection protection,
    AnswerProtection answers,
    CmpErrors errors,
    TimeProvider clock)
{
    public CmpTransport Transport => transport;

    public IRequestProtection Protection => protection;

    public AnswerProtection Answers => answers;

    public CmpErrors Errors => errors;

    public TimeProvider Clock => clock;

    /// <summary>Whom messages are for; null: what goes with the protection.</summary>
    public X509Name? Recipient { get; init; }

    /// <summary>The name of a profile of the server (certProfile; RFC 9810, 5.1.1.4); null: none.</summary>
    public string? CertProfile { get; init; }

    /// <summary>How far the clocks of both sides may differ.</summary>
    public TimeSpan ClockTolerance { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a server may let a confirmation wait, while the card is in the reader.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(1);
}
