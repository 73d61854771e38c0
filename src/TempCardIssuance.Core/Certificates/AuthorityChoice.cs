namespace TempCardIssuance.Core.Certificates;

/// <summary>What of a certificate its authority may decide.</summary>
[Flags]
public enum AuthorityChoice
{
    /// <summary>Names are as asked for, else the certificate is not used.</summary>
    None = 0,

    /// <summary>The subject.</summary>
    Subject = 1,

    /// <summary>The names beside the subject.</summary>
    Names = 2,
}
