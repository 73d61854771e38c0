using System.CommandLine;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Composition.Operations;

namespace TempCardIssuance.Cli.Commands;

/// <summary>With whose key something is opened.</summary>
internal sealed class KeyOptions
{
    private readonly Option<string?> _key = new("--key")
    {
        Description = "The key of a recipient: PKCS#12, PEM, or cert:THUMBPRINT on Windows. Default: the configuration's.",
        HelpName = "file",
    };

    private readonly Option<string?> _password = new("--key-password")
    {
        Description = "Its password, as env:NAME or file:PATH; without it you are asked.",
        HelpName = "secret",
    };

    public void AddTo(Command command)
    {
        command.Add(_key);
        command.Add(_password);
    }

    public KeyChoice Of(Invocation run)
    {
        string? key = run.Arguments.GetValue(_key);
        return new KeyChoice
        {
            Key = key is null || KeyChoice.IsInStore(key) ? key : Path.GetFullPath(key),
            Password = run.Arguments.GetValue(_password),
            Folder = Environment.CurrentDirectory,
            Ask = name => HiddenInput.Ask(run.Terminal, $"Password of {name}", run.Stop),
        };
    }
}
