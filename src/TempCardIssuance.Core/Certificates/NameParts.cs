using System.Formats.Asn1;
using System.Security.Cryptography.X509Certificates;

namespace TempCardIssuance.Core.Certificates;

/// <summary>An attribute of a distinguished name (X.501, 9.3).</summary>
/// <param name="Type">Its type, dotted.</param>
/// <param name="Value">Its text; null: it is no text.</param>
/// <param name="Encoded">The value, DER.</param>
internal sealed record NameAttribute(string Type, string? Value, ReadOnlyMemory<byte> Encoded);

/// <summary>Takes distinguished names apart.</summary>
internal static class NameParts
{
    /// <summary>The relative names in the order in which they are encoded, most significant first.</summary>
    public static IReadOnlyList<IReadOnlyList<NameAttribute>> Of(X500DistinguishedName name)
    {
        var parts = new List<IReadOnlyList<NameAttribute>>();
        AsnReader sequence = new AsnReader(name.RawData, AsnEncodingRules.BER).ReadSequence();
        while (sequence.HasData)
        {
            var attributes = new List<NameAttribute>();
            AsnReader set = sequence.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                AsnReader attribute = set.ReadSequence();
                string type = attribute.ReadObjectIdentifier();
                attributes.Add(new NameAttribute(type, Text(attribute), attribute.ReadEncodedValue()));
            }

            parts.Add(attributes);
        }

        return parts;
    }

    private static string? Text(AsnReader attribute)
    {
        Asn1Tag tag = attribute.PeekTag();
        if (tag.TagClass != TagClass.Universal)
            return null;
        var kind = (UniversalTagNumber)tag.TagValue;
        try
        {
            return kind is UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString
                or UniversalTagNumber.IA5String or UniversalTagNumber.T61String or UniversalTagNumber.BMPString
                or UniversalTagNumber.NumericString or UniversalTagNumber.VisibleString
                ? new AsnReader(attribute.PeekEncodedValue(), AsnEncodingRules.BER).ReadCharacterString(kind)
                : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
