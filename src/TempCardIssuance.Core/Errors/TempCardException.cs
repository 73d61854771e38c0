using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Core.Errors;

/// <summary>
/// The one exception of this product: a stable id to decide by, a message to read, and what to do next.
/// Never carries a PIN, a PUK or a key.
/// </summary>
public sealed class TempCardException : Exception
{
    public TempCardException(
        string errorId,
        ErrorKind kind,
        string message,
        Remedy? remedy = null,
        object? target = null,
        Exception? inner = null)
        : base(message, inner)
    {
        ErrorId = errorId;
        Kind = kind;
        Remedy = remedy;
        Target = target;
    }

    /// <summary>One of <see cref="ErrorIds"/>; part of the public interface.</summary>
    public string ErrorId { get; }

    public ErrorKind Kind { get; }

    /// <summary>What the operator can do next.</summary>
    public Remedy? Remedy { get; }

    /// <summary>What the error is about: a card number, a batch id, a station name, a file.</summary>
    public object? Target { get; }
}
