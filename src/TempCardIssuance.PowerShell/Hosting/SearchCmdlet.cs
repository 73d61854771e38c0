using System.Management.Automation;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that searches the store and writes a page of what it finds.</summary>
public abstract class SearchCmdlet : SessionCmdlet
{
    private Page? _page;
    private bool _counted;

    /// <summary>Null where there is one search only, so that the store can cut the page.</summary>
    internal Page? Page => _page ??= MyInvocation.ExpectingInput ? new Page(PagingParameters) : null;

    /// <summary>There will be more than one search, also without input from the pipeline.</summary>
    internal Page SearchSeveral() => _page ??= new Page(PagingParameters);

    protected long Skip => (long)ulong.Min(PagingParameters.Skip, int.MaxValue);

    /// <summary>Null: no limit.</summary>
    protected long? First => PagingParameters.First > int.MaxValue ? null : (long)PagingParameters.First;

    /// <summary>The page of what is found now, or, with several searches, what this one adds to the page.</summary>
    protected IAsyncEnumerable<T> Cut<T>(IAsyncEnumerable<T> found, Func<T, string?> key) => Page is { } page
        ? found.TakeWhile(_ => !page.IsFull).Where(item => page.Takes(key(item)))
        : found.Skip((int)Skip).Take((int)(First ?? int.MaxValue));

    /// <summary>
    /// With -IncludeTotalCount: writes once, first of all, how many there are. What other searches will find is not
    /// known at that time; an accuracy of 0 says so.
    /// </summary>
    protected void WriteTotal(Func<(long Count, double Accuracy)> count)
    {
        if (!PagingParameters.IncludeTotalCount || _counted)
            return;
        _counted = true;
        (long total, double accuracy) = Page is null ? count() : (0, 0.0);
        WriteObject(PagingParameters.NewTotalCount((ulong)total, accuracy));
    }
}
