using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Printing.Ipp;

/// <summary>How much a printer may have done that gave no answer that can be used.</summary>
internal enum IppTrouble
{
    /// <summary>It was not reached, or says that it is busy: it did nothing, and may do it later.</summary>
    NotSent,

    /// <summary>Nobody knows what it did; it may answer later.</summary>
    NoAnswer,

    /// <summary>It does not want to.</summary>
    Refused,

    /// <summary>It does not know the job (any more).</summary>
    Unknown,
}

/// <summary>Why a request has no answer that can be used.</summary>
/// <param name="Trouble">What to think of it.</param>
/// <param name="Error">What to tell.</param>
internal sealed record IppFailure(IppTrouble Trouble, TempCardException Error)
{
    /// <summary>Of an answer that refuses (RFC 8011, appendix B); 0: there is none.</summary>
    public int Status { get; init; }

    /// <summary>Whether nothing came back at all.</summary>
    public bool IsSilence { get; init; }

    /// <summary>Whether it is that we are not let in, or not like this.</summary>
    public bool IsAccess { get; init; }

    /// <summary>Whether the same question may have an answer later.</summary>
    public bool IsPassing => Trouble is IppTrouble.NotSent or IppTrouble.NoAnswer;
}
