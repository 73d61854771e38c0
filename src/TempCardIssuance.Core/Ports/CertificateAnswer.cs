namespace TempCardIssuance.Core.Ports;

/// <summary>What an authority answers to an order that it does not refuse.</summary>
public abstract record CertificateAnswer;

/// <summary>A certificate as the authority has it on record.</summary>
/// <param name="Profile">Name of the profile it was ordered with.</param>
/// <param name="RawData">The certificate, DER (RFC 5280).</param>
public sealed record IssuedCertificate(string Profile, byte[] RawData) : CertificateAnswer
{
    /// <summary>Its place in the authority's record, from 1; null where the authority numbers none.</summary>
    public long? Place { get; init; }

    /// <summary>The production it was ordered for; empty where the authority does not keep it.</summary>
    public string ProductionId { get; init; } = "";

    /// <summary>The card of that production; empty where the authority does not keep it.</summary>
    public string CardNumber { get; init; } = "";

    /// <summary>The authority wants to hear whether the certificate is used; null: it does not.</summary>
    public ICertificateConfirmation? Confirmation { get; init; }
}

/// <summary>The authority answers later: somebody there has to look at the order first.</summary>
/// <param name="Id">By what the authority knows the order; its operator is told this too.</param>
public sealed record PendingCertificate(string Id) : CertificateAnswer
{
    /// <summary>The profile it was ordered with.</summary>
    public required string Profile { get; init; }

    /// <summary>What was ordered; null where the process that ordered it is not there any more.</summary>
    public CertificateOrder? Order { get; init; }

    /// <summary>How long the authority wants to be left alone; null: it does not say.</summary>
    public TimeSpan? AskAgainAfter { get; init; }

    /// <summary>Whatever the authority's own code needs to ask again.</summary>
    public object? State { get; init; }
}

/// <summary>How an authority hears what became of a certificate (RFC 9810, 5.3.18).</summary>
public interface ICertificateConfirmation
{
    /// <summary>The certificate is on the card and on record.</summary>
    /// <exception cref="Errors.TempCardException">The authority did not take it: the certificate may not hold.</exception>
    Task AcceptAsync(CancellationToken cancellationToken);

    /// <summary>The certificate will not be used, and should not stay valid.</summary>
    Task RejectAsync(CancellationToken cancellationToken);
}
