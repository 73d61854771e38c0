using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Logon;

/// <summary>A test that needs programs of Debian's; skipped, with the reason, where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerFactAttribute : FactAttribute
{
    public ServerFactAttribute(params string[] programs) => Skip = programs
        .Where(file => !File.Exists(file))
        .Select(file => $"{file} is not installed")
        .FirstOrDefault();
}

/// <summary>The same for one that also needs pcscd and vpcd.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CardServerFactAttribute : FactAttribute
{
    public CardServerFactAttribute(params string[] programs) =>
        Skip = PcscDaemon.Missing ?? new ServerFactAttribute(programs).Skip;
}
