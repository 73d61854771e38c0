using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Infrastructure.Authorities.Http;

/// <summary>What a server is asked.</summary>
/// <param name="Address">Absolute.</param>
internal sealed record HttpOrder(Uri Address)
{
    /// <summary>What is sent (POST); null: nothing is, and it changes nothing (GET).</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string MediaType { get; init; } = "";

    /// <summary>Content-Transfer-Encoding, which HTTP does not have but EST does; null: none.</summary>
    public string? TransferEncoding { get; init; }

    /// <summary>An answer with more bytes is not read.</summary>
    public int MaxAnswer { get; init; } = 1024 * 1024;

    /// <summary>
    /// The type of a message of the authority itself that an error (4xx, 5xx) may have in it, which then counts as the
    /// answer (RFC 9811, 3.1, has it so for CMP); null: there is none.
    /// </summary>
    public string? ErrorType { get; init; }

    /// <summary>
    /// The error of an answer that refuses what was asked (400, 409, 422 and others of their kind), from what the
    /// server says, such as "400 Bad Request: no such profile"; null: as any other error.
    /// </summary>
    public Func<string, TempCardException>? Refused { get; init; }
}

/// <summary>What a server answered, with success (2xx) or as <see cref="HttpOrder.ErrorType"/> says.</summary>
/// <param name="Status">Such as 200 or 202.</param>
/// <param name="MediaType">Without parameters, in lower case; empty: it does not tell.</param>
/// <param name="RetryAfter">When it wants to be asked again; null: it does not tell.</param>
/// <param name="Body">All of it.</param>
internal sealed record HttpAnswer(int Status, string MediaType, TimeSpan? RetryAfter, byte[] Body);
