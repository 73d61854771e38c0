using System.Management.Automation;
using TempCardIssuance.Composition.Operations;
using TempCardIssuance.Core.Pins;

namespace TempCardIssuance.PowerShell.Hosting;

/// <summary>A cmdlet that opens what was sealed, with the key of a recipient.</summary>
public abstract class PinKeyCmdlet : SessionCmdlet
{
    /// <summary>
    /// The key of a recipient: a file (PKCS#12, or PEM with key and certificate or the key alone), or cert: and the
    /// thumbprint of a certificate of the user's or the machine's store on Windows. Without it seal.key of the
    /// configuration, for PUKs seal.pukKey.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Key { get; set; }

    /// <summary>The password of the file, as env:NAME or file:PATH. Without it you are asked, where there is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? KeyPassword { get; set; }

    /// <summary>With whose key to open.</summary>
    /// <param name="ask">Asks for what is secret.</param>
    protected KeyChoice ChooseKey(Func<string, SecretBytes?> ask) => new()
    {
        Key = Key is null || KeyChoice.IsInStore(Key) ? Key : ResolvePath(Key),
        Password = KeyPassword,
        Folder = SessionState.Path.CurrentFileSystemLocation.Path,
        Ask = name => ask($"Password of {name}"),
    };

    /// <summary>Waits for work that may ask for secrets, which only this thread can.</summary>
    protected T WaitAsking<T>(Func<Func<string, SecretBytes?>, CancellationToken, Task<T>> work)
    {
        T? result = default;
        WorkPump<Question>.Run(
            async (questions, stop) => result = await work(
                text =>
                {
                    var question = new Question(text);
                    questions.Report(question);
                    return question.Answer.Task.GetAwaiter().GetResult();
                },
                stop),
            Answer,
            Stop);
        return result!;
    }

    /// <summary>Whoever asked must not wait for ever.</summary>
    private void Answer(Question question)
    {
        try
        {
            question.Answer.SetResult(SecretPrompt.Ask(this, question.Text));
        }
#pragma warning disable CA1031 // Who asked gets it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            question.Answer.SetException(e);
        }
    }

    private sealed record Question(string Text)
    {
        public TaskCompletionSource<SecretBytes?> Answer { get; } = new();
    }
}
