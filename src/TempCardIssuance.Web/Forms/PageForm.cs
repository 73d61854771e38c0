using System.Globalization;
using Microsoft.Extensions.Primitives;

namespace TempCardIssuance.Web.Forms;

/// <summary>What a form brought along. Nothing of it is trusted.</summary>
internal sealed class PageForm(IFormCollection form, RouteValueDictionary route, CancellationToken stop)
{
    /// <summary>No text that a person enters is longer.</summary>
    private const int MaxText = 1000;

    /// <summary>Ends with the request.</summary>
    public CancellationToken Stop => stop;

    public IFormFileCollection Files => form.Files;

    /// <summary>A part of the address.</summary>
    public string Route(string name) => route[name]?.ToString() ?? "";

    /// <summary>Without blanks around it; empty where it is not there.</summary>
    public string Text(string name)
    {
        string text = form[name].FirstOrDefault()?.Trim() ?? "";
        return text.Length > MaxText ? text[..MaxText] : text;
    }

    /// <summary>Null where it is empty.</summary>
    public string? TextOrNull(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public IReadOnlyList<string> Texts(string name) => [.. Values(name).OfType<string>().Where(t => t.Length > 0)];

    public bool IsTicked(string name) => Text(name) is "on" or "true";

    /// <summary>Null where it is empty or no number.</summary>
    public int? Number(string name) =>
        int.TryParse(Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>One of the names of an enumeration; otherwise the first.</summary>
    public TChoice Choice<TChoice>(string name)
        where TChoice : struct, Enum =>
        Enum.TryParse(Text(name), ignoreCase: true, out TChoice value) && Enum.IsDefined(value) ? value : default;

    private StringValues Values(string name) => form[name];
}
