using System.Data.Common;
using System.Reflection;
using TempCardIssuance.Infrastructure.Storage.Sql;

namespace TempCardIssuance.Tests.Infrastructure.Storage;

/// <summary>A dialect each of whose connections is shown before it is used.</summary>
/// <remarks>Neither sealed nor internal, because the proxy that is made at run time derives from it.</remarks>
public class WatchedDialect : DispatchProxy
{
    private object _inner = null!;
    private Action<DbConnection> _watch = null!;

    internal static ISqlDialect Of(ISqlDialect inner, Action<DbConnection> watch)
    {
        ISqlDialect proxy = Create<ISqlDialect, WatchedDialect>();
        var watched = (WatchedDialect)(object)proxy;
        (watched._inner, watched._watch) = (inner, watch);
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        object? result = targetMethod!.Invoke(_inner, BindingFlags.DoNotWrapExceptions, null, args, null);
        return targetMethod.Name == nameof(ISqlDialect.OpenAsync) ? ShowAsync((Task<DbConnection>)result!) : result;
    }

    private async Task<DbConnection> ShowAsync(Task<DbConnection> opening)
    {
        DbConnection connection = await opening;
        _watch(connection);
        return connection;
    }
}
