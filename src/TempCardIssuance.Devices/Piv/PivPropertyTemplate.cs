using System.Text;
using TempCardIssuance.Devices.Iso7816;

namespace TempCardIssuance.Devices.Piv;

/// <summary>What the application tells when it is selected (SP 800-73-4 Part 2, 3.1.1 and table 3).</summary>
/// <param name="Label">What its maker calls it; null where that is not told.</param>
/// <param name="Algorithms">What it can do; the standard asks for those of secure messaging only.</param>
internal sealed record PivPropertyTemplate(string? Label, IReadOnlyList<PivAlgorithm> Algorithms)
{
    private const int Template = 0x61;
    private const int LabelTag = 0x50;
    private const int AlgorithmsTag = 0xAC;
    private const int IdentifierTag = 0x80;

    public static PivPropertyTemplate Parse(ReadOnlyMemory<byte> response)
    {
        string? label = null;
        var algorithms = new List<PivAlgorithm>();
        ReadOnlyMemory<byte> rest = Tlv.Find(response, Template) ?? default;
        while (Tlv.TryRead(ref rest, out int tag, out ReadOnlyMemory<byte> value))
        {
            if (tag == LabelTag && !value.Span.ContainsAnyExceptInRange((byte)' ', (byte)'~'))
                label = Encoding.ASCII.GetString(value.Span);
            if (tag == AlgorithmsTag)
                algorithms.AddRange(Identifiers(value));
        }

        return new PivPropertyTemplate(label, algorithms);
    }

    /// <summary>
    /// Whether it tells that it can't make keys of an algorithm: it names others that it can make keys of, but not
    /// this one. Cards that tell nothing exclude nothing.
    /// </summary>
    public bool Excludes(PivAlgorithm keyAlgorithm) =>
        Algorithms.Any(algorithm => PivKeyType.Find(algorithm) is not null) && !Algorithms.Contains(keyAlgorithm);

    /// <summary>Some cards give each algorithm a template of its own, others put all into one.</summary>
    private static IEnumerable<PivAlgorithm> Identifiers(ReadOnlyMemory<byte> template)
    {
        while (Tlv.TryRead(ref template, out int tag, out ReadOnlyMemory<byte> value))
        {
            if (tag == IdentifierTag && value.Length == 1)
                yield return (PivAlgorithm)value.Span[0];
        }
    }
}
