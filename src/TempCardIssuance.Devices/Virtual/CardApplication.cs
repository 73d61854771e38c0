namespace TempCardIssuance.Devices.Virtual;

/// <summary>The PIV Card Application while it has power: takes whole commands to where they are carried out.</summary>
internal sealed class CardApplication
{
    /// <summary>The AID with its version (SP 800-73-4 Part 1, 2.2).</summary>
    public static readonly byte[] Aid = Convert.FromHexString("A000000308000010000100");

    /// <summary>ISO/IEC 7816-4, 7.1.1 lets a host name an application by the start of its AID.</summary>
    private const int RidLength = 5;

    private readonly VirtualCardOptions _options;
    private readonly CardMemory _memory;
    private readonly SecurityStatus _status = new();
    private readonly ReferenceDataCommands _referenceData;
    private readonly ObjectCommands _objects;
    private readonly AdministratorAuthentication _administrator;
    private readonly KeyUse _keys;
    private readonly KeyGeneration _generation;
    private readonly KeyImport _import;
    private readonly KeyMove _move;
    private readonly AttestationCommand _attestation;
    private readonly ExtensionCommands _extra;

    public CardApplication(VirtualCardOptions options, CardMemory memory, CardPace pace, TouchSensor touch)
    {
        _options = options;
        _memory = memory;
        _referenceData = new ReferenceDataCommands(options, memory, _status);
        _objects = new ObjectCommands(options, memory, _status);
        _administrator = new AdministratorAuthentication(memory, _status, touch);
        _keys = new KeyUse(options, memory, _status, touch);
        _generation = new KeyGeneration(options, memory, _status, pace);
        _import = new KeyImport(options, memory, _status);
        _move = new KeyMove(options, memory, _status);
        _attestation = new AttestationCommand(options, memory);
        _extra = new ExtensionCommands(options, memory, _status);
    }

    public bool IsSelected { get; private set; }

    public bool Knows(byte instruction) => Find(instruction) is not null;

    public Reply Execute(ReceivedApdu command)
    {
        _status.BeginCommand();
        if (_options.Ignores.Any(ignored => ignored.Is(command)))
            return Reply.Done;
        if (command.P2 == KeyReference.Attestation)
            _memory.Attestation.Make();
        return Find(command.Ins) is { } carryOut ? carryOut(command) : StatusWord.InstructionNotSupported;
    }

    private Func<ReceivedApdu, Reply>? Find(byte instruction) => instruction switch
    {
        Instruction.Select => Select,
        Instruction.GetData => _objects.GetData,
        Instruction.PutData => _objects.PutData,
        Instruction.Verify => _referenceData.Verify,
        Instruction.ChangeReferenceData => _referenceData.Change,
        Instruction.ResetRetryCounter => _referenceData.ResetRetryCounter,
        Instruction.GeneralAuthenticate => Authenticate,
        Instruction.GenerateAsymmetricKeyPair => _generation.Generate,
        Instruction.GetVersion when _options.Has(CardExtensions.Version) => _extra.GetVersion,
        Instruction.GetSerial when _options.Has(CardExtensions.Serial) => _extra.GetSerial,
        Instruction.GetMetadata when _options.Has(CardExtensions.Metadata) => _extra.GetMetadata,
        Instruction.SetPinRetries when _options.Has(CardExtensions.SetRetries) => _extra.SetPinRetries,
        Instruction.Reset when _options.Has(CardExtensions.Reset) => _extra.Reset,
        Instruction.SetManagementKey when _options.Has(CardExtensions.SetManagementKey) => _extra.SetManagementKey,
        Instruction.ImportKey when _options.Has(CardExtensions.ImportKey) => _import.Import,
        Instruction.MoveKey when _options.Has(CardExtensions.MoveKey) => _move.Move,
        Instruction.Attest when _options.Has(CardExtensions.Attestation) => _attestation.Attest,
        _ => null,
    };

    private Reply Authenticate(ReceivedApdu command) => command.P2 == KeyReference.Management
        ? _administrator.Authenticate(command)
        : _keys.Authenticate(command);

    /// <summary>
    /// SP 800-73-4 Part 2, 3.1.1. Selecting it again leaves the security status as it is, but on widespread cards;
    /// selecting an application that there is not leaves all as it is.
    /// </summary>
    private Reply Select(ReceivedApdu command)
    {
        if (command is not { P1: 0x04, P2: 0x00 })
            return StatusWord.IncorrectP1P2;
        if (command.Data.Length < RidLength || !Aid.AsSpan().StartsWith(command.Data))
            return StatusWord.NotFound;
        IsSelected = true;
        if (_options.IsWidespread)
            _status.Clear();
        return Tlv.Encode(
            0x61,
            Tlv.Encode(0x4F, Aid),
            Tlv.Encode(0x79, Tlv.Encode(0x4F, Aid[..RidLength])),
            Tlv.Encode(0x50, "PIV"u8.ToArray()));
    }
}
