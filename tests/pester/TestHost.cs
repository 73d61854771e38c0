using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace TempCardIssuance.Pester;

/// <summary>A host of any name that keeps the warnings its user would see, and where nobody answers.</summary>
public sealed class TestHost : PSHost
{
    private readonly Face _face = new Face();

    public TestHost(string name) => Name = name;

    public ConcurrentQueue<string> Warnings => _face.Warnings;

    public override string Name { get; }

    public override Version Version => new Version(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _face;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) { }

    public override void EnterNestedPrompt() { }

    public override void ExitNestedPrompt() { }

    public override void NotifyBeginApplication() { }

    public override void NotifyEndApplication() { }

    private sealed class Face : PSHostUserInterface
    {
        public ConcurrentQueue<string> Warnings { get; } = new ConcurrentQueue<string>();

        public override PSHostRawUserInterface RawUI => null;

        public override void WriteWarningLine(string message) => Warnings.Enqueue(message);

        public override void Write(string value) { }

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) { }

        public override void WriteLine(string value) { }

        public override void WriteErrorLine(string value) { }

        public override void WriteDebugLine(string message) { }

        public override void WriteVerboseLine(string message) { }

        public override void WriteProgress(long sourceId, ProgressRecord record) { }

        public override string ReadLine() => throw new HostException();

        public override SecureString ReadLineAsSecureString() => throw new HostException();

        public override Dictionary<string, PSObject> Prompt(
            string caption, string message, Collection<FieldDescription> descriptions) => throw new HostException();

        public override int PromptForChoice(
            string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new HostException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName) => throw new HostException();

        public override PSCredential PromptForCredential(
            string caption,
            string message,
            string userName,
            string targetName,
            PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) => throw new HostException();
    }
}
