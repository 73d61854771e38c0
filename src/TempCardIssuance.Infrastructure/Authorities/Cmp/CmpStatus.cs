using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Cmp;
using TempCardIssuance.Core.Remedies;
using TempCardIssuance.Core.Text;

namespace TempCardIssuance.Infrastructure.Authorities.Cmp;

/// <summary>How a server says that something is done, waits, or is refused (PKIStatusInfo; RFC 9810, 5.2.3).</summary>
internal sealed record CmpStatus
{
    private const int LongestWords = 500;

    private CmpStatus(int code, IReadOnlyList<CmpFailure> failures, string words)
    {
        Code = code;
        Failures = failures;
        Words = words;
    }

    /// <summary>PKIStatus as a number.</summary>
    public int Code { get; }

    /// <summary>Why not; empty where the server does not say.</summary>
    public IReadOnlyList<CmpFailure> Failures { get; }

    /// <summary>The server's own words, harmless and in one line; may be empty.</summary>
    public string Words { get; }

    /// <summary>accepted or grantedWithMods.</summary>
    public bool IsGranted => Code is (int)PkiStatus.Granted or (int)PkiStatus.GrantedWithMods;

    public bool IsWaiting => Code == (int)PkiStatus.Waiting;

    /// <summary>The server is in trouble, or has the request already: it may still do what it was asked.</summary>
    public bool IsUncertain => Failures.Any(failure => failure
        is CmpFailure.SystemUnavail or CmpFailure.SystemFailure
        or CmpFailure.TransactionIdInUse or CmpFailure.DuplicateCertReq);

    /// <summary>The server does not want to hear us, whatever we say.</summary>
    public bool IsAboutUs => IsUncertain || Failures.Any(failure => failure
        is CmpFailure.BadMessageCheck or CmpFailure.WrongIntegrity or CmpFailure.SignerNotTrusted
        or CmpFailure.NotAuthorized or CmpFailure.BadTime or CmpFailure.WrongAuthority
        or CmpFailure.UnsupportedVersion or CmpFailure.BadAlg);

    /// <summary>What was ordered is not wanted, and not only a message about it.</summary>
    public bool IsAboutOrder => Failures.Any(failure => failure
        is CmpFailure.BadPop or CmpFailure.BadCertTemplate or CmpFailure.BadCertId or CmpFailure.IncorrectData
        or CmpFailure.UnacceptedPolicy or CmpFailure.UnacceptedExtension);

    /// <summary>What helps, as far as the bits of the server tell.</summary>
    public Remedy Remedy => Remedy.Of(
        Failures.Select(Advice).FirstOrDefault(advice => advice is not null)
        ?? "Ask who runs the authority, or look into its log.");

    public static CmpStatus Of(PkiStatusInfo info) => new(
        info.StatusObject.IntValueExact, Bits(info.FailInfo), Line(Texts(info.StatusString)));

    public static CmpStatus Of(ErrorMsgContent error) => new(
        error.PkiStatusInfo.StatusObject.IntValueExact,
        Bits(error.PkiStatusInfo.FailInfo),
        Line(Texts(error.PkiStatusInfo.StatusString)
            .Concat(Texts(error.ErrorDetails))
            .Distinct(StringComparer.Ordinal)));

    public override string ToString()
    {
        string failures = string.Join(", ", Failures.Select(Name));
        return (failures, Words) switch
        {
            ("", "") => $"no, and not why (status {Code})",
            (_, "") => failures,
            ("", _) => $"\"{Words}\"",
            _ => $"{failures}, \"{Words}\"",
        };
    }

    private static string Name(CmpFailure failure)
    {
        string name = failure == CmpFailure.BadPop ? "badPOP" : failure.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    private static string? Advice(CmpFailure failure) => failure switch
    {
        CmpFailure.BadMessageCheck or CmpFailure.WrongIntegrity or CmpFailure.SignerNotTrusted =>
            "Check that the server knows the certificate in certificate:, or reference: and secret: as they are here; if it "
                + "does, its log tells what it did not like in the message.",
        CmpFailure.NotAuthorized =>
            "Give the registration account of this station the right to do that at the server.",
        CmpFailure.BadTime => "Set the clocks of this computer and of the server right.",
        CmpFailure.WrongAuthority => "Correct recipient: or the address in url:.",
        CmpFailure.BadPop =>
            "For a key that can't sign the server must accept what a registration authority vouches for (raVerified); for "
                + "one that can, see whether it takes keys of the type in key:.",
        CmpFailure.BadCertTemplate or CmpFailure.UnacceptedExtension or CmpFailure.UnacceptedPolicy =>
            "Compare what the profile asks for with what the profile of the server permits.",
        CmpFailure.TransactionIdInUse or CmpFailure.DuplicateCertReq =>
            "The server has this request already: ask who runs the authority what became of it.",
        CmpFailure.SystemUnavail or CmpFailure.SystemFailure => "Try again when the server is well.",
        CmpFailure.BadAlg or CmpFailure.UnsupportedVersion =>
            "Choose another mac:, key or server: this one does not take what it was sent.",
        _ => null,
    };

    private static List<CmpFailure> Bits(DerBitString? bits)
    {
        byte[] bytes = bits?.GetBytes() ?? [];
        return [.. Enum.GetValues<CmpFailure>().Where(failure =>
            (int)failure / 8 < bytes.Length && (bytes[(int)failure / 8] & (0x80 >> ((int)failure % 8))) != 0)];
    }

    private static IEnumerable<string> Texts(PkiFreeText? text) =>
        Enumerable.Range(0, text?.Count ?? 0).Select(i => text![i].GetString());

    private static string Line(IEnumerable<string> texts) =>
        ForeignText.OneLine(string.Join(' ', texts), LongestWords).TrimEnd('.');
}
