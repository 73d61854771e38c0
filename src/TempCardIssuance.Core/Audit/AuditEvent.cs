using System.IO.Enumeration;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Core.Audit;

/// <summary>What happened, as the audit trail keeps it. The store adds sequence and hash.</summary>
public sealed record AuditEvent
{
    /// <summary>Position in the trail, from 1; 0 before it is stored.</summary>
    public long Sequence { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The operating-system user who did it.</summary>
    public required string Operator { get; init; }

    /// <summary>One of <see cref="AuditKinds"/>.</summary>
    public required string Kind { get; init; }

    public string? CardNumber { get; init; }

    public string? BatchId { get; init; }

    public string? ProductionId { get; init; }

    /// <summary>Where it was done; null: at none.</summary>
    public string? Station { get; init; }

    /// <summary>The error id where something failed; otherwise null.</summary>
    public string? ErrorId { get; init; }

    /// <summary>In words; never a secret.</summary>
    public string? Detail { get; init; }

    /// <summary>By what searches for the card find the event: its number in upper case. The store sets it.</summary>
    public string? CardKey { get; init; }

    /// <summary>By what searches for the batch find the event: its id in upper case. The store sets it.</summary>
    public string? BatchKey { get; init; }

    /// <summary>Whom the database knows the writer as; null: it has no accounts. The store sets it.</summary>
    public string? Account { get; init; }

    /// <summary>By which version of <see cref="AuditChain"/> the hash was made.</summary>
    public int Version { get; init; } = AuditChain.Version;

    /// <summary>SHA-256 over the event and the hash of the one before it, hex; empty before it is stored.</summary>
    public string Hash { get; init; } = "";
}

/// <summary>The kinds of event in the audit trail.</summary>
public static class AuditKinds
{
    public const string CardRequested = nameof(CardRequested);
    public const string RequestRemoved = nameof(RequestRemoved);
    public const string BatchOpened = nameof(BatchOpened);
    public const string BatchQueued = nameof(BatchQueued);
    public const string BatchJoined = nameof(BatchJoined);
    public const string CardClaimed = nameof(CardClaimed);
    public const string ProductionStarted = nameof(ProductionStarted);

    /// <summary>
    /// A card has proved that it made a key itself. The detail has profile, slot, statement and the certificate of its
    /// signer, both DER in base64.
    /// </summary>
    public const string KeyAttested = nameof(KeyAttested);

    public const string CertificateIssued = nameof(CertificateIssued);

    /// <summary>The authority answers later.</summary>
    public const string CertificatePending = nameof(CertificatePending);

    public const string ProductionSucceeded = nameof(ProductionSucceeded);
    public const string ProductionFailed = nameof(ProductionFailed);
    public const string BodyRefused = nameof(BodyRefused);
    public const string BodyRecognized = nameof(BodyRecognized);
    public const string ProductionSpoiled = nameof(ProductionSpoiled);
    public const string RepeatRequested = nameof(RepeatRequested);
    public const string RevocationQueued = nameof(RevocationQueued);
    public const string CertificateRevoked = nameof(CertificateRevoked);
    public const string RevocationFailed = nameof(RevocationFailed);
    public const string CertificatesSettled = nameof(CertificatesSettled);
    public const string AuthorityKeyRequested = nameof(AuthorityKeyRequested);
    public const string AuthorityCertificateInstalled = nameof(AuthorityCertificateInstalled);
    public const string StoreRestored = nameof(StoreRestored);
    public const string StoreCopied = nameof(StoreCopied);
    public const string TimeZoneChanged = nameof(TimeZoneChanged);
    public const string BatchProduced = nameof(BatchProduced);
    public const string BatchCompleted = nameof(BatchCompleted);
    public const string BatchCancelled = nameof(BatchCancelled);
    public const string BatchResumed = nameof(BatchResumed);
    public const string CardReleased = nameof(CardReleased);

    /// <summary>A card was handed out. The detail begins with the reference of the holder.</summary>
    public const string CardGranted = nameof(CardGranted);

    /// <summary>The holder has it for longer. The detail begins with the reference of the holder.</summary>
    public const string LoanExtended = nameof(LoanExtended);
    public const string CardLocked = nameof(CardLocked);
    public const string CardRevoked = nameof(CardRevoked);
    public const string CardReturned = nameof(CardReturned);

    /// <summary>A card that was made before is requested once more. The detail says on which body.</summary>
    public const string CardRequestedAgain = nameof(CardRequestedAgain);

    /// <summary>The loan of a card, or its shelf life, has ended.</summary>
    public const string CardExpired = nameof(CardExpired);

    /// <summary>A card did not come back in time, so that its certificates are revoked.</summary>
    public const string CardOverdue = nameof(CardOverdue);

    /// <summary>The organisation's own systems were told. The detail is the event.</summary>
    public const string HandOverDelivered = nameof(HandOverDelivered);

    /// <summary>They could not be told at the first try. The detail begins with the event.</summary>
    public const string HandOverFailed = nameof(HandOverFailed);

    /// <summary>Names of holders were forgotten.</summary>
    public const string HoldersForgotten = nameof(HoldersForgotten);

    /// <summary>An operator has ordered what another has to order as well.</summary>
    public const string SecondOperatorWanted = nameof(SecondOperatorWanted);

    /// <summary>Somebody read a PIN or PUK; written before it was given. The detail says which, whose key, and why.</summary>
    public const string PinRead = nameof(PinRead);

    /// <summary>The holder is about to choose the PIN: the one that was sealed is dropped, and letters are void.</summary>
    public const string PinSetting = nameof(PinSetting);

    /// <summary>The card has taken the PIN that its holder chose.</summary>
    public const string PinSet = nameof(PinSet);

    /// <summary>The card has not taken it, or nobody knows whether it has.</summary>
    public const string PinSetFailed = nameof(PinSetFailed);

    /// <summary>PIN and PUK were sealed again, to the recipients that the detail names.</summary>
    public const string PinResealed = nameof(PinResealed);

    /// <summary>A letter is about to be printed. The detail has its number, what it tells, and where.</summary>
    public const string LetterBegun = nameof(LetterBegun);

    public const string LetterPrinted = nameof(LetterPrinted);

    /// <summary>Nothing came out.</summary>
    public const string LetterFailed = nameof(LetterFailed);

    /// <summary>Nobody knows whether the letter came out.</summary>
    public const string LetterUnknown = nameof(LetterUnknown);

    /// <summary>Somebody looked for the cards of a holder.</summary>
    public const string HolderSearched = nameof(HolderSearched);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. typeof(AuditKinds).GetFields().Where(field => field.IsLiteral).Select(field => field.Name),
    ];

    /// <summary>The kinds that are named or match one of the patterns (<c>*</c> and <c>?</c>), ignoring case.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.EventKindNotFound"/>: a text finds none.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> texts) =>
        [.. texts.SelectMany(Find).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Find(string text)
    {
        string[] found =
            [.. All.Where(kind => FileSystemName.MatchesSimpleExpression(text, kind, ignoreCase: true))];
        return found.Length > 0
            ? found
            : throw new TempCardException(
                ErrorIds.EventKindNotFound,
                ErrorKind.InvalidArgument,
                $"There is no kind of event '{text}'.",
                $"Use one or several of: {string.Join(", ", All)}.",
                text);
    }
}
