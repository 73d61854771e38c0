using System.Security.Cryptography;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Core.Ports;

namespace TempCardIssuance.Core.Operations.Shared;

/// <summary>Works out what a certificate is to say of its card.</summary>
internal static class CertificateContent
{
    /// <summary>Subject and extensions, filled in.</summary>
    /// <exception cref="Errors.TempCardException">
    /// <see cref="Errors.ErrorIds.FieldMissing"/>, <see cref="Errors.ErrorIds.SubjectInvalid"/>.
    /// </exception>
    public static ChipCertificate Of(
        CertificateProfile profile, string cardNumber, IReadOnlyDictionary<string, string> values)
    {
        CertificateName[] names =
            [.. profile.Names.Select(n => n with { Value = TextTemplate.FillText(n.Value, values) })];
        string? sid = profile.Sid is null ? null : TextTemplate.FillText(profile.Sid, values);
        string? problem = names.Select(SubjectNames.Problem).FirstOrDefault(p => p is not null)
            ?? (sid is null || Sids.IsSid(sid) ? null : $"'{sid}' is no Windows security identifier");
        string subject = "";
        try
        {
            subject = TextTemplate.FillName(profile.Subject, values);
            problem ??= NameBounds.Problem(subject);
        }
        catch (CryptographicException e)
        {
            problem = e.Message.TrimEnd('.');
        }

        return problem is null
            ? new ChipCertificate(profile, subject) { Extensions = RequestedExtensions.Of(profile, names, sid) }
            : throw IssuanceErrors.SubjectInvalid(profile.Name, cardNumber, problem);
    }

    /// <summary>All templates of a profile.</summary>
    public static IEnumerable<string> Templates(CertificateProfile profile) =>
    [
        profile.Subject,
        .. profile.Names.Select(name => name.Value),
        .. profile.Sid is null ? [] : (string[])[profile.Sid],
    ];
}
