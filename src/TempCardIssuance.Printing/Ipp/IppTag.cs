namespace TempCardIssuance.Printing.Ipp;

/// <summary>Delimiter and value tags of RFC 8010, 3.5, as far as they are used here.</summary>
internal enum IppTag
{
    OperationAttributes = 0x01,
    JobAttributes = 0x02,
    EndOfAttributes = 0x03,

    /// <summary>
    /// Everything below delimits groups; from here on it is the type of a value, or says that there is none.
    /// </summary>
    FirstValue = 0x10,

    /// <summary>From here on there is a value.</summary>
    FirstReal = 0x20,
    Integer = 0x21,
    Boolean = 0x22,
    Enum = 0x23,
    Resolution = 0x32,
    Range = 0x33,
    Collection = 0x34,
    TextWithLanguage = 0x35,
    NameWithLanguage = 0x36,
    Text = 0x41,
    Name = 0x42,
    Keyword = 0x44,
    Uri = 0x45,
    Charset = 0x47,
    NaturalLanguage = 0x48,
    MimeMediaType = 0x49,
}
