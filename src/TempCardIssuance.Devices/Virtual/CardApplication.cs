namespace TempCardIssuance.Devices.Virtual;

/// <summary>The PIV Card Application while it has power: takes whole commands to where they are carried out.</summary>
internal sealed class CardApplication
{
    /// <summary>The AID with its version (SP 800-73-4 Part 1, 2.2).</summary>
    public static readonly byte[] Aid = Convert.FromHexString("A000000308000010000100");

    /// <summary>ISO/IEC 7816-4, 7.1.1 lets a host name an application by the start of its AID.</summary>
    private const int RidLength = 5;

    private readonly VirtualCardOptions _options;
    private readonly SecurityStatus _status = new();
    private readonly ReferenceDataCommands _referenceData;
    private readonly ObjectCommands _objects;
    private readonly AdministratorAuthentication _administrator;
    private readonly KeyCommands _keys;
    private readonly ExtensionCommands _extra;

    public CardApplication(VirtualCardOptions options, CardMemory memory, CardPace pace)
    {
        _options = options;
        _referenceData = new ReferenceDataCommands(memory, _status);
        _objects = new ObjectCommands(options, memory, _status);
        _administrator = new AdministratorAuthentication(options, memory, _status);
        _keys = new KeyCommands(options, memory, _status, pace);
        _extra = new ExtensionCommands(options, memory, _status);
    }

    public bool IsSelected { get; private set; }

    public Reply Execute(ReceivedApdu command)
    {
        _status.BeginCommand();
        if (_options.Ignores.Any(ignored => ignored.Is(command)))
            return Reply.Done;
        return command.Ins switch
        {
            Instruction.Select => Select(command),
            Instruction.GetData => _objects.GetData(command),
            Instruction.PutData => _objects.PutData(command),
            Instruction.Verify => _referenceData.Verify(command),
            Instruction.ChangeReferenceData => _referenceData.Change(command),
            Instruction.ResetRetryCounter => _referenceData.ResetRetryCounter(command),
            Instruction.GeneralAuthenticate when command.P2 == KeyReference.Management =>
                _administrator.Authenticate(command),
            Instruction.GeneralAuthenticate => _keys.Authenticate(command),
            Instruction.GenerateAsymmetricKeyPair => _keys.Generate(command),
            Instruction.GetVersion when Has(CardExtensions.Version) => ExtensionCommands.GetVersion(command),
            Instruction.GetSerial when Has(CardExtensions.Serial) => _extra.GetSerial(command),
            Instruction.GetMetadata when Has(CardExtensions.Metadata) => _extra.GetMetadata(command),
            Instruction.SetPinRetries when Has(CardExtensions.SetRetries) => _extra.SetPinRetries(command),
            Instruction.Reset when Has(CardExtensions.Reset) => _extra.Reset(command),
            Instruction.SetManagementKey when Has(CardExtensions.SetManagementKey) =>
                _extra.SetManagementKey(command),
            _ => StatusWord.InstructionNotSupported,
        };
    }

    /// <summary>
    /// SP 800-73-4 Part 2, 3.1.1. Selecting it again, or an application that there is not, leaves selection and
    /// security status as they are.
    /// </summary>
    private Reply Select(ReceivedApdu command)
    {
        if (command is not { P1: 0x04, P2: 0x00 })
            return StatusWord.IncorrectP1P2;
        if (command.Data.Length < RidLength || !Aid.AsSpan().StartsWith(command.Data))
            return StatusWord.NotFound;
        IsSelected = true;
        return Tlv.Encode(
            0x61,
            Tlv.Encode(0x4F, Aid),
            Tlv.Encode(0x79, Tlv.Encode(0x4F, Aid[..RidLength])),
            Tlv.Encode(0x50, "PIV"u8.ToArray()));
    }

    private bool Has(CardExtensions extension) => _options.Extensions.HasFlag(extension);
}
