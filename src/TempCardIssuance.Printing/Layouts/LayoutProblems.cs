using System.Xml;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Core.Remedies;

namespace TempCardIssuance.Printing.Layouts;

/// <summary>All that is wrong in a layout, so that whoever draws it sees everything at once.</summary>
internal sealed class LayoutProblems
{
    private readonly List<(int File, int Line, int Column, TempCardException Error)> _found = [];
    private readonly List<string> _files = [];

    public void Add(string file, object? place, string problem, Remedy remedy) =>
        Add(file, place, LayoutError.At(file, place, problem, remedy));

    /// <summary>Does one thing, and goes on after what is wrong there.</summary>
    public void Collect(string file, object? place, Action check)
    {
        try
        {
            check();
        }
        catch (TempCardException e) when (e.ErrorId == ErrorIds.LayoutInvalid)
        {
            Add(file, place, e);
        }
    }

    /// <exception cref="TempCardException"><see cref="ErrorIds.LayoutInvalid"/>: a line for each problem.</exception>
    public void ThrowIfAny()
    {
        TempCardException[] errors =
        [
            .. _found.OrderBy(f => (f.File, f.Line, f.Column)).Select(f => f.Error)
                .DistinctBy(e => e.Message, StringComparer.Ordinal),
        ];
        if (errors.Length == 0)
            return;
        if (errors.Length == 1)
            throw errors[0];
        throw new TempCardException(
            ErrorIds.LayoutInvalid,
            ErrorKind.InvalidData,
            string.Join(Environment.NewLine, errors.Select(e => e.Message)),
            Join(errors.Select(e => e.Remedy).OfType<Remedy>().DistinctBy(r => r.ToString(), StringComparer.Ordinal)),
            errors[0].Target);
    }

    private static Remedy Join(IEnumerable<Remedy> remedies)
    {
        var all = new Remedy(0, 0);
        foreach ((int i, Remedy remedy) in remedies.Index())
        {
            all.AppendLiteral(i == 0 ? "" : " ");
            all.AppendFormatted(remedy);
        }

        return all;
    }

    private void Add(string file, object? place, TempCardException error)
    {
        if (!_files.Contains(file))
            _files.Add(file);
        IXmlLineInfo? info = place is IXmlLineInfo known && known.HasLineInfo() ? known : null;
        _found.Add((_files.IndexOf(file), info?.LineNumber ?? 0, info?.LinePosition ?? 0, error));
    }
}
