using TempCardIssuance.Core.Cards;
using TempCardIssuance.Core.Errors;

namespace TempCardIssuance.Devices.Piv;

/// <summary>
/// Who the card is: serial number and CHUID. Notices when another card answers than the one that was identified, which
/// no reader has to tell: two cards may be behind one connection, each with the application selected.
/// </summary>
internal sealed class PivIdentification(PivApplication application, bool ignoresSerialNumber)
{
    private byte[]? _serial;

    /// <summary>As the card tells it; null where it tells none, or it is no identity.</summary>
    public ReadOnlyMemory<byte>? Serial => _serial;

    /// <summary>What may be in the object of the CHUID: while one is written, the one before it or that one.</summary>
    private List<byte[]> _contents = [];
    private bool _isWhole;

    /// <summary>
    /// Serial number, else the GUID that this driver wrote. The GUID of anybody else's CHUID is no identity: there are
    /// blanks that leave the factory with the same one on each. A blank without a serial number therefore has none, and
    /// gets that of the CHUID that is written to it.
    /// </summary>
    public BodyIdentity? Id { get; private set; }

    /// <summary>What was on the card when it was identified.</summary>
    public Chuid? Chuid { get; private set; }

    /// <summary>Reads who it is.</summary>
    public void Run()
    {
        _serial = ignoresSerialNumber ? null : application.ReadSerial();
        byte[] content = ReadContent();
        _contents = [content];
        _isWhole = true;
        Chuid = content.Length > 0 ? Chuid.Parse(content) : null;
        Id = _serial is not null ? BodyIdentity.OfSerial(_serial)
            : Chuid is { IsOurs: true, CardGuid: { } guid } ? BodyIdentity.OfGuid(guid)
            : null;
    }

    /// <summary>From now on this may be its CHUID.</summary>
    public void Expect(byte[] content) => _contents.Add(content);

    /// <summary>It is the same card, with what its maker put on it: nobody knows what CHUID that is.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BodyExchanged"/>, or <see cref="ErrorIds.VerificationFailed"/>: it has kept what we wrote.
    /// </exception>
    public void WasReset()
    {
        CheckSerial();
        byte[] content = ReadContent();
        if (content.Length > 0 && Chuid.Parse(content).IsOurs)
            throw PivErrors.NotVerified("reset", "the card says that it was reset, and has kept its CHUID");
        _contents = [content];
        Chuid = content.Length > 0 ? Chuid.Parse(content) : null;
    }

    /// <summary>Whether the same card answers, as far as one command can tell.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.BodyExchanged"/>.</exception>
    public void CheckBriefly()
    {
        if (_serial is not null)
            CheckSerial();
        else
            CheckContent();
    }

    /// <summary>Whether the same card answers, as far as it has been identified.</summary>
    /// <exception cref="TempCardException"><see cref="ErrorIds.BodyExchanged"/>.</exception>
    public void Check()
    {
        CheckSerial();
        if (_isWhole)
            CheckContent();
    }

    /// <summary>Whether the same card answers, and has the CHUID that was written to it.</summary>
    /// <exception cref="TempCardException">
    /// <see cref="ErrorIds.BodyExchanged"/> or <see cref="ErrorIds.VerificationFailed"/>.
    /// </exception>
    public void CheckAtEnd()
    {
        CheckSerial();
        if (!CheckContent().AsSpan().SequenceEqual(_contents[^1]))
            throw PivErrors.NotVerified("CHUID", "the card does not give back the one that was written");
    }

    private void CheckSerial()
    {
        if (_serial is null)
            return;
        if (!application.Require("serial number", PivCommands.GetSerial()).Span.SequenceEqual(_serial))
            throw PivErrors.Exchanged(Id);
    }

    private byte[] CheckContent()
    {
        byte[] content = ReadContent();
        return _contents.Exists(expected => expected.AsSpan().SequenceEqual(content))
            ? content
            : throw PivErrors.Exchanged(Id);
    }

    /// <summary>Empty where there is none.</summary>
    private byte[] ReadContent() => application.ReadObject("CHUID", PivObject.Chuid)?.ToArray() ?? [];
}
