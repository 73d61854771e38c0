using System.Formats.Asn1;
using System.Text;

namespace TempCardIssuance.Core.Certificates;

/// <summary>A name in a Kerberos realm (RFC 4120, 5.2.2 and 6.2).</summary>
/// <param name="Components">At least one.</param>
/// <param name="Realm">As it is written, in most places in capitals.</param>
internal sealed record KerberosPrincipal(IReadOnlyList<string> Components, string Realm)
{
    /// <summary>NT-PRINCIPAL.</summary>
    private const int NameType = 1;

    /// <summary>
    /// Reads <c>name/instance@REALM</c> as Kerberos' tools write it: a backslash takes the meaning from / @ and itself.
    /// </summary>
    /// <returns>Null: it is none.</returns>
    public static KerberosPrincipal? Parse(string text)
    {
        var parts = new List<string>();
        var part = new StringBuilder();
        bool isRealm = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '\\')
            {
                if (++i == text.Length)
                    return null;
                part.Append(text[i]);
            }
            else if (c == '@' && isRealm)
            {
                return null;
            }
            else if (c == '@' || (c == '/' && !isRealm))
            {
                parts.Add(part.ToString());
                part.Clear();
                isRealm = c == '@';
            }
            else
            {
                part.Append(c);
            }
        }

        bool isWhole = isRealm && part.Length > 0 && parts.TrueForAll(p => p.Length > 0)
            && !text.Any(c => char.IsControl(c) || !char.IsAscii(c));
        return isWhole ? new KerberosPrincipal(parts, part.ToString()) : null;
    }

    /// <summary>As a KRB5PrincipalName (RFC 4556, 3.2.2).</summary>
    public void Write(AsnWriter writer)
    {
        using (writer.PushSequence())
        {
            using (writer.PushSequence(Tag(0)))
                WriteText(writer, Realm);
            using (writer.PushSequence(Tag(1)))
            using (writer.PushSequence())
            {
                using (writer.PushSequence(Tag(0)))
                    writer.WriteInteger(NameType);
                using (writer.PushSequence(Tag(1)))
                using (writer.PushSequence())
                {
                    foreach (string component in Components)
                        WriteText(writer, component);
                }
            }
        }
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);

    /// <summary>A KerberosString is a GeneralString of ASCII (RFC 4120, 5.2.1).</summary>
    private static void WriteText(AsnWriter writer, string text)
    {
        // AsnWriter writes no GeneralString, which differs from an IA5String in its tag alone.
        var encoded = new AsnWriter(AsnEncodingRules.DER);
        encoded.WriteCharacterString(UniversalTagNumber.IA5String, text);
        byte[] bytes = encoded.Encode();
        bytes[0] = (byte)UniversalTagNumber.GeneralString;
        writer.WriteEncodedValue(bytes);
    }
}
