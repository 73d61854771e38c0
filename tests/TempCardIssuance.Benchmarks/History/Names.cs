using System.Text;

namespace TempCardIssuance.Benchmarks.History;

/// <summary>
/// What must be another one in each copy of a batch, and is looked for in every text and every blob: the batch, its
/// cards, bodies, GUIDs and serial numbers of certificates.
/// </summary>
internal sealed class Names
{
    private readonly List<Name> _names = [];

    /// <summary>How many cards a copy has.</summary>
    public int Cards { get; }

    public Names(RealBatch batch)
    {
        IReadOnlyList<string> cards = batch.Table("cards").Texts("number");
        Cards = cards.Count;
        Add(batch.Table("batches").Texts("id"), (_, n) => $"B-{n + 1:000000}");
        Add(cards, (_, n) => $"T-{n + 1:0000000}");
        // Longer than those of virtual cards, so that none of these is ever met.
        Add(batch.Table("productions").Texts("body_id"), (_, n) => $"serial:01{n:X8}");
        Add(batch.Table("productions").Texts("card_guid"), (guid, n) => $"{n:x8}{guid[8..]}");
        Add(batch.Table("certificates").Texts("serial_number"), (serial, n) => $"01{n:X8}{serial[10..]}");
    }

    /// <summary>A value as it is in the real batch, to be made for each copy.</summary>
    public Value Parse(object? value) => value switch
    {
        string text => new Value(Parse(text)),
        byte[] bytes => new Value(Parse(bytes)),
        // Ticks of this century.
        long ticks when ticks is > 630_000_000_000_000_000 and < 662_000_000_000_000_000 =>
            copy => ticks + copy.Shift.Ticks,
        _ => _ => value,
    };

    public Func<Copy, string?> Parse(string? text)
    {
        if (text is null)
            return _ => null;
        (int At, int Name)[] found = [.. Find(text)];
        if (found.Length == 0)
            return _ => text;
        if (found is [(0, var only)] && text.Length == _names[only].Text.Length)
            return copy => copy.Names[only];
        var parts = new List<Func<Copy, string>>();
        int done = 0;
        foreach ((int at, int name) in found)
        {
            string before = text[done..at];
            parts.Add(_ => before);
            parts.Add(copy => copy.Names[name]);
            done = at + _names[name].Text.Length;
        }

        string rest = text[done..];
        return copy => string.Concat(parts.Select(part => part(copy)).Append(rest));
    }

    /// <summary>Certificates have card numbers and serial numbers of the same length as before.</summary>
    public Func<Copy, byte[]> Parse(byte[] bytes)
    {
        var found = new List<(int At, int Name, bool IsHex)>();
        for (int name = 0; name < _names.Count; name++)
        {
            string text = _names[name].Text;
            bool isHex = text.All(char.IsAsciiHexDigit);
            byte[] wanted = isHex ? Convert.FromHexString(text) : Encoding.ASCII.GetBytes(text);
            if (bytes.AsSpan().IndexOf(wanted) is >= 0 and var at)
                found.Add((at, name, isHex));
        }

        return copy =>
        {
            byte[] made = [.. bytes];
            foreach ((int at, int name, bool isHex) in found)
            {
                string text = copy.Names[name];
                (isHex ? Convert.FromHexString(text) : Encoding.ASCII.GetBytes(text)).CopyTo(made, at);
            }

            return made;
        };
    }

    /// <summary>The names of a copy; the first is 0.</summary>
    public string[] In(int copy) => [.. _names.Select(name => name.In(copy))];

    private void Add(IReadOnlyList<string> texts, Func<string, long, string> make)
    {
        for (int i = 0; i < texts.Count; i++)
        {
            (string text, int place) = (texts[i], i);
            _names.Add(new Name(text, copy => make(text, ((long)copy * texts.Count) + place)));
        }
    }

    private IEnumerable<(int At, int Name)> Find(string text)
    {
        var found = new List<(int At, int Name)>();
        for (int name = 0; name < _names.Count; name++)
        {
            string wanted = _names[name].Text;
            for (int at = text.IndexOf(wanted, StringComparison.Ordinal); at >= 0;)
            {
                found.Add((at, name));
                at = text.IndexOf(wanted, at + wanted.Length, StringComparison.Ordinal);
            }
        }

        return found.OrderBy(place => place.At);
    }

    private sealed record Name(string Text, Func<int, string> In);
}

/// <summary>A value in a copy.</summary>
internal delegate object? Value(Copy copy);

/// <param name="Number">Which copy, from 0.</param>
/// <param name="Names">Its names.</param>
/// <param name="Shift">How much earlier it was made than the real batch; negative.</param>
internal sealed record Copy(int Number, string[] Names, TimeSpan Shift);
