using System.CommandLine;
using TempCardIssuance.Core.Operations.Planning;

namespace TempCardIssuance.Cli.Commands;

/// <summary>The options of a batch; what is not given is as configured.</summary>
internal sealed class IssueOptions
{
    private readonly Option<int?> _pinLength = NumberOption.Create("--pin-length", "Digits of the PIN.", "digits", 1);
    private readonly Option<int?> _pukLength = NumberOption.Create("--puk-length", "Digits of the PUK.", "digits", 1);
    private readonly Option<bool> _noEncode = new("--no-encode") { Description = "Leave the chip as it is." };
    private readonly Option<bool> _noPrint = new("--no-print") { Description = "Print nothing." };

    private readonly Option<string[]> _certificates = new("--certificate")
    {
        Description = "Certificate profile to put on the cards. May be given several times.",
        HelpName = "profile",
    };

    private readonly Option<bool> _noCertificates = new("--no-certificates")
    {
        Description = "Put no certificates on the cards.",
    };

    private readonly Option<bool> _enqueue = new("--enqueue")
    {
        Description = "Put the batch in line for the stations of any computer, and make nothing here.",
    };

    public StationOption Stations { get; } = new();

    public void AddTo(Command command)
    {
        command.Add(_pinLength);
        command.Add(_pukLength);
        command.Add(_noEncode);
        command.Add(_noPrint);
        command.Add(_certificates);
        command.Add(_noCertificates);
        command.Add(Stations);
        command.Add(_enqueue);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_noCertificates) && result.GetResult(_certificates) is not null)
                result.AddError("--certificate and --no-certificates exclude each other.");
        });
    }

    public IssuanceRequest Request(ParseResult arguments, IReadOnlyList<string> cardNumbers) => new()
    {
        CardNumbers = cardNumbers,
        PinLength = arguments.GetValue(_pinLength),
        PukLength = arguments.GetValue(_pukLength),
        Encode = arguments.GetValue(_noEncode) ? false : null,
        Print = arguments.GetValue(_noPrint) ? false : null,
        Certificates = arguments.GetValue(_noCertificates) ? []
            : arguments.GetValue(_certificates) is { Length: > 0 } named ? named
            : null,
        Stations = arguments.GetValue(Stations),
        Enqueue = arguments.GetValue(_enqueue),
    };
}
