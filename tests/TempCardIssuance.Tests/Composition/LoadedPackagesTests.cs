using System.Reflection;
using System.Runtime.Loader;
using TempCardIssuance.Composition;
using TempCardIssuance.Core.Ports;
using TempCardIssuance.Printing.Layouts;
using TempCardIssuance.Tests.Printing;

namespace TempCardIssuance.Tests.Composition;

/// <summary>What is loaded into a process, looked at in a load context that has nothing of these tests in it.</summary>
public sealed class LoadedPackagesTests
{
    private const string Package = "BouncyCastle.Cryptography";

    [Fact]
    public async Task BouncyCastle_is_loaded_only_when_an_authority_is_asked_by_cmp()
    {
        await using var workshop = new Workshop(replace: (
            "  local: { type: local",
            "  remote: { type: cmp, url: 'http://127.0.0.1:1/', reference: desk, secret: file:secrets/ca.password }\n"
                + "  local: { type: local"));
        var context = new OwnContext();
        Type opener = context.LoadFromAssemblyName(typeof(IssuanceSession).Assembly.GetName())
            .GetType(typeof(IssuanceSession).FullName!)!;
        object session = opener.GetMethod(nameof(IssuanceSession.Open))!
            .Invoke(null, [workshop.ConfigurationFile, TimeProvider.System, null, null])!;
        object authorities = Value(Value(session, "Context"), "Authorities");

        await CheckAsync(authorities, "local");
        object remote = Get(authorities, "remote");
        Assert.NotNull(Value(remote, nameof(ICertificateAuthority.Abilities)));
        Assert.DoesNotContain(context.Assemblies, assembly => assembly.GetName().Name == Package);
        Exception away = await Assert.ThrowsAnyAsync<Exception>(() => CheckAsync(authorities, "remote"));

        Assert.Equal("TempCardException", away.GetType().Name);
        Assert.Contains(context.Assemblies, assembly => assembly.GetName().Name == Package);
        await ((IAsyncDisposable)session).DisposeAsync();
    }

    [ToolTheory("rsvg-convert")]
    [InlineData(nameof(FaceRenderer.Librsvg), false)]
    [InlineData(nameof(FaceRenderer.Skia), true)]
    public async Task Skia_is_loaded_only_where_it_draws(string renderer, bool isLoaded)
    {
        var context = new OwnContext();
        Assembly printing = context.LoadFromAssemblyName(typeof(FaceDrawing).Assembly.GetName());
        object converter = printing.GetType(typeof(FaceDrawing).FullName!)!
            .GetMethod(nameof(FaceDrawing.MakeConverter), BindingFlags.Static | BindingFlags.NonPublic)!
            .Invoke(
                null,
                [Enum.Parse(printing.GetType(typeof(FaceRenderer).FullName!)!, renderer), TimeProvider.System])!;
        object layout = printing.GetType(typeof(SvgLayout).FullName!)!
            .GetProperty(nameof(SvgLayout.Default))!.GetValue(null)!;

        await (Task)Interface(converter, nameof(IFaceConverter)).GetMethod(nameof(IFaceConverter.CheckAsync))!
            .Invoke(converter, [layout, CancellationToken.None])!;

        Assert.Equal(isLoaded, context.Assemblies.Any(assembly => assembly.GetName().Name is "SkiaSharp" or "Svg.Skia"));
    }

    private static object Get(object authorities, string name) =>
        Interface(authorities, nameof(IAuthorityCatalog)).GetMethod(nameof(IAuthorityCatalog.Get))!
            .Invoke(authorities, [name])!;

    private static Task CheckAsync(object authorities, string name)
    {
        object authority = Get(authorities, name);
        return (Task)Interface(authority, nameof(ICertificateAuthority))
            .GetMethod(nameof(ICertificateAuthority.CheckAsync))!.Invoke(authority, [CancellationToken.None])!;
    }

    private static Type Interface(object of, string name) => of.GetType().GetInterface(name)!;

    private static object Value(object of, string property) => of.GetType()
        .GetProperty(property, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)!.GetValue(of)!;

    /// <summary>Has all that lies beside the tests for itself.</summary>
    private sealed class OwnContext() : AssemblyLoadContext("own")
    {
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            string file = Path.Combine(AppContext.BaseDirectory, $"{assemblyName.Name}.dll");
            return File.Exists(file) ? LoadFromAssemblyPath(file) : null;
        }
    }
}
