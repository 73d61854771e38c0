using System.Security.Cryptography;
using System.Text;

namespace TempCardIssuance.Core.Pins;

/// <summary>Whose recipients a message is sealed to.</summary>
public enum SealedKind
{
    /// <summary>Those of PINs; without others for PUKs they read both.</summary>
    Pin,

    /// <summary>Those of PUKs.</summary>
    Puk,
}

/// <summary>A secret that was sealed.</summary>
/// <param name="Text">A CMS message (RFC 5652), PEM with the label CMS.</param>
/// <param name="Recipients">Who can read it, by the subjects of their certificates.</param>
public sealed record SealedMessage(string Text, IReadOnlyList<string> Recipients)
{
    /// <summary>SHA-256 over a message as it is kept, upper-case hex.</summary>
    public static string HashOf(string text) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
