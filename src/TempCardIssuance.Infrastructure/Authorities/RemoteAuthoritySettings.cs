using TempCardIssuance.Core.Settings;

namespace TempCardIssuance.Infrastructure.Authorities;

/// <summary>What a configuration says of an authority that is looked after elsewhere.</summary>
public abstract record RemoteAuthoritySettings : AuthoritySettings
{
    private const int MaxTimeOutSeconds = 600;
    private const int MaxPendingSeconds = 86_400;

    /// <summary>How long an answer may take before it counts as lost.</summary>
    public int TimeOutSeconds { get; init; } = 30;

    /// <summary>How long a card waits in the reader where the authority answers later.</summary>
    public int PendingSeconds { get; init; } = 60;

    /// <summary>The authority that revokes what this one has issued; null: it does that itself, or nobody can.</summary>
    public string? RevokedBy { get; init; }

    internal TimeSpan TimeOut => TimeSpan.FromSeconds(TimeOutSeconds);

    internal TimeSpan PendingTime => TimeSpan.FromSeconds(PendingSeconds);

    /// <summary>The keys that all of them have.</summary>
    protected static T Shared<T>(Keys keys, T? value, T bound)
        where T : RemoteAuthoritySettings => Times(keys, value, bound) with
        {
            RevokedBy = keys.Text(
                "revoke",
                "Name of the authority that revokes what this one has issued, such as one of type command; without, "
                + "this one does, if it can.",
                value?.RevokedBy,
                TextForm.NameOf("authorities", "authority")),
        };

    /// <summary>Says that what is issued stays valid whatever becomes of the card, where nobody can revoke it.</summary>
    protected static void WarnIfNobodyRevokes(Keys keys) => keys.Warning(
        "revoke",
        $"nobody can revoke what the authority '{keys.Name}' issues, so that what is on a card that is lost stays valid "
        + "until it ends; name who can");

    /// <summary>How long answers may take.</summary>
    protected static T Times<T>(Keys keys, T? value, T bound)
        where T : RemoteAuthoritySettings => bound with
        {
            TimeOutSeconds = keys.Number(
                "timeOutSeconds",
                "How long an answer may take before it counts as lost.",
                value?.TimeOutSeconds,
                min: 1,
                MaxTimeOutSeconds,
                fallback: 30),
            PendingSeconds = keys.Number(
                "pendingSeconds",
                "How long a card waits in the reader where the authority answers later; then the card fails, and the "
                + "request is taken back where that can be.",
                value?.PendingSeconds,
                min: 0,
                MaxPendingSeconds,
                fallback: 60),
        };
}
