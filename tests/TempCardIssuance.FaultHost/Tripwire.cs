using System.Reflection;

namespace TempCardIssuance.FaultHost;

/// <summary>Stands before another object and passes a point before each call of certain members.</summary>
/// <remarks>Neither sealed nor internal, because the proxies that are made at run time derive from it.</remarks>
public class Tripwire : DispatchProxy
{
    private object _target = null!;
    private Fuse _fuse = null!;
    private string[] _members = [];
    private Func<object?, object?> _then = result => result;

    /// <param name="target">Who does the work.</param>
    /// <param name="fuse">What is to be passed.</param>
    /// <param name="members">Names of members of the interface; none means all.</param>
    internal static T Before<T>(T target, Fuse fuse, params string[] members)
        where T : class => Before(target, fuse, result => result, members);

    /// <param name="target">Who does the work.</param>
    /// <param name="fuse">What is to be passed.</param>
    /// <param name="then">What becomes of the results of all members.</param>
    /// <param name="members">Names of members of the interface; none means all.</param>
    internal static T Before<T>(T target, Fuse fuse, Func<object?, object?> then, params string[] members)
        where T : class
    {
        T proxy = Create<T, Tripwire>();
        var wire = (Tripwire)(object)proxy;
        (wire._target, wire._fuse, wire._then, wire._members) = (target, fuse, then, members);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (_members.Length == 0 || _members.Contains(targetMethod!.Name))
            _fuse.Pass();
        return _then(targetMethod!.Invoke(_target, BindingFlags.DoNotWrapExceptions, null, args, null));
    }
}
