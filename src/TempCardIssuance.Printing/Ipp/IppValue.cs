namespace TempCardIssuance.Printing.Ipp;

/// <summary>One value of an attribute.</summary>
/// <param name="Type">Its syntax.</param>
/// <param name="Text">It, as text; <c>1-100</c> and <c>300x600dpi</c> where it has several numbers.</param>
internal sealed record IppValue(IppTag Type, string Text);

/// <summary>One attribute with one value, as it is sent.</summary>
internal sealed record IppAttribute(IppTag Type, string Name, ReadOnlyMemory<byte> Value)
{
    public static IppAttribute Of(IppTag type, string name, string text) =>
        new(type, name, System.Text.Encoding.UTF8.GetBytes(text));

    public bool IsSame(IppAttribute other) =>
        Type == other.Type && Name == other.Name && Value.Span.SequenceEqual(other.Value.Span);
}
