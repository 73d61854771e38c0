using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace TempCardIssuance.Infrastructure.Configuration.Yaml;

/// <summary>
/// Turns parser events into a tree. YamlDotNet's own tree gives up at the first duplicate key; this one reports it
/// and goes on.
/// </summary>
internal sealed class YamlTreeReader
{
    /// <summary>Far more than any configuration needs.</summary>
    private const int MaxDepth = 64;

    private readonly Parser _parser;
    private readonly ProblemList _problems;
    private readonly Dictionary<AnchorName, YamlValue> _anchors = [];
    private int _depth;

    private YamlTreeReader(string text, ProblemList problems)
    {
        _parser = new Parser(new StringReader(text));
        _problems = problems;
    }

    /// <summary>The only document of the text; null where it is empty or not YAML, which is reported.</summary>
    public static YamlValue? Read(string text, ProblemList problems)
    {
        var reader = new YamlTreeReader(text, problems);
        try
        {
            return reader.ReadDocument();
        }
        catch (YamlException e)
        {
            // For these YamlDotNet tells where the value or the file began.
            if (FindNoSpace(text) is var (at, name))
                problems.Error(at, "", $"not YAML: {name}; indent with spaces");
            else
                problems.Error(Position(e.Start), "", $"not YAML: {e.Message.TrimEnd('.')}");
        }
        catch (InvalidOperationException)
        {
            // YamlDotNet 16.3's scanner gives up like this on a plain scalar it can't continue ("a: [1, 2\nb: 3").
            problems.Error(
                Position(reader._parser.Current?.End ?? Mark.Empty), "", "not YAML: something is not closed here");
        }

        return null;
    }

    private static FilePosition Position(Mark mark) => new(Math.Max(1, mark.Line), Math.Max(1, mark.Column));

    /// <summary>The first tab that indents a line, or the first blank that came with a text of a web page.</summary>
    private static (FilePosition At, string Name)? FindNoSpace(string text)
    {
        int number = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            number++;
            int indentation = line.IndexOfAnyExcept(' ');
            if (indentation < 0 || !char.IsWhiteSpace(line[indentation]))
                continue;
            string name = line[indentation] == '\t' ? "a tab" : $"the blank U+{(int)line[indentation]:X4}";
            return (new FilePosition(number, indentation + 1), name);
        }

        return null;
    }

    private YamlValue? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            _problems.Error(new FilePosition(1, 1), "", "the file is empty");
            return null;
        }

        YamlValue root = ReadValue("");
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out DocumentStart? second))
            _problems.Error(Position(second.Start), "", "a second document begins here; there can be only one");
        return root;
    }

    private YamlValue ReadValue(string path)
    {
        if (++_depth > MaxDepth)
        {
            throw new YamlException(
                _parser.Current!.Start, _parser.Current.End, $"values lie more than {MaxDepth} levels deep in each other");
        }

        YamlValue value = ReadAny(path);
        _depth--;
        return value;
    }

    private YamlValue ReadAny(string path)
    {
        if (_parser.TryConsume<AnchorAlias>(out AnchorAlias? alias))
        {
            return _anchors.TryGetValue(alias.Value, out YamlValue? known)
                ? known
                : throw new YamlException(alias.Start, alias.End, $"there is no anchor '&{alias.Value}' before this");
        }

        _parser.Require<NodeEvent>();
        var begin = (NodeEvent)_parser.Current!;
        YamlValue value = begin switch
        {
            Scalar => ReadText(),
            SequenceStart => ReadList(path),
            _ => ReadMap(path),
        };
        if (!begin.Anchor.IsEmpty)
            _anchors[begin.Anchor] = value;
        return value;
    }

    private YamlText ReadText()
    {
        Scalar scalar = _parser.Consume<Scalar>();
        return new YamlText(Position(scalar.Start), scalar.Value, scalar.Style == ScalarStyle.Plain);
    }

    private YamlList ReadList(string path)
    {
        SequenceStart start = _parser.Consume<SequenceStart>();
        var items = new List<YamlValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue($"{path}[{items.Count}]"));
        return new YamlList(Position(start.Start), items);
    }

    private YamlMap ReadMap(string path)
    {
        MappingStart start = _parser.Consume<MappingStart>();
        var entries = new List<YamlEntry>();
        var seen = new Dictionary<string, FilePosition>(StringComparer.OrdinalIgnoreCase);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            if (!_parser.Accept<Scalar>(out _))
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "a key must be a word");
            YamlText key = ReadText();
            string keyPath = path.Length == 0 ? key.Text : $"{path}.{key.Text}";
            YamlValue value = ReadValue(keyPath);
            if (seen.TryAdd(key.Text, key.At))
                entries.Add(new YamlEntry(key, value));
            else
                _problems.Error(key.At, keyPath, $"'{key.Text}' is here twice; first in line {seen[key.Text].Line}");
        }

        return new YamlMap(Position(start.Start), entries);
    }
}
