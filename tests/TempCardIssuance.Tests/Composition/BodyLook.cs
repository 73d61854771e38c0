using TempCardIssuance.Core.Errors;
using TempCardIssuance.Devices.Iso7816;
using TempCardIssuance.Devices.Piv;
using TempCardIssuance.Devices.Virtual;
using Tlv = TempCardIssuance.Devices.Iso7816.Tlv;

namespace TempCardIssuance.Tests.Composition;

/// <summary>Looks at what is on a virtual body.</summary>
internal sealed class BodyLook : IDisposable
{
    private readonly VirtualCardConnection _connection;
    private readonly PivApplication _application;

    public BodyLook(VirtualPivCard body)
    {
        // SELECT of the PIV application (SP 800-73-4 Part 2, 3.1.1).
        byte[] select = Convert.FromHexString("00A4040009A0000003080000100000");
        Id = $"serial:{body.Options.Serial:X8}";
        // A fault that the body did not live to see is not to hit the one who looks.
        int last = body.Options.Faults.Select(f => f.AtApdu).DefaultIfEmpty().Max();
        body.Insert();
        while (body.ApduCount < last)
        {
            using VirtualCardConnection vain = body.Connect();
            try
            {
                vain.Transmit(select);
            }
            catch (TempCardException)
            {
                body.Insert();
            }
        }

        _connection = body.Connect();
        _application = new PivApplication(new ConnectionChannel(_connection));
        _application.Select();
        Chuid = _application.ReadObject("CHUID", PivObject.Chuid) is { } content ? Chuid.Parse(content) : null;
        Certificates = PivSlot.All
            .Select(slot => (Slot: slot.Name, Object: _application.ReadObject(slot.Name, slot.Certificate)))
            .Where(found => CertificateObject.HasCertificate(found.Object))
            .ToDictionary(
                found => found.Slot,
                found => Convert.ToHexString(Tlv.Find(found.Object!.Value, 0x70)!.Value.Span),
                StringComparer.Ordinal);
        HasFactoryPins = new[] { PivPin.Pin.Reference, PivPin.Puk.Reference, PivReference.ManagementKey }
            .All(reference => _application.ReadMetadata(reference)!.IsDefault == true);
    }

    /// <summary>As it is on record.</summary>
    public string Id { get; }

    public Chuid? Chuid { get; }

    /// <summary>DER in hex by slot.</summary>
    public IReadOnlyDictionary<string, string> Certificates { get; }

    /// <summary>Whether PIN, PUK and management key are those of blanks.</summary>
    public bool HasFactoryPins { get; }

    public bool IsBlank => Chuid is null && Certificates.Count == 0 && HasFactoryPins;

    /// <summary>VERIFY (SP 800-73-4 Part 2, 3.2.1).</summary>
    public bool Takes(ReadOnlySpan<byte> pin) => Send([0x00, 0x20, 0x00, 0x80, 0x08, .. Padded(pin)]);

    /// <summary>CHANGE REFERENCE DATA (SP 800-73-4 Part 2, 3.2.2), to what it is.</summary>
    public bool TakesPuk(ReadOnlySpan<byte> puk) =>
        Send([0x00, 0x24, 0x00, 0x81, 0x10, .. Padded(puk), .. Padded(puk)]);

    public void Dispose() => _connection.Dispose();

    private bool Send(ReadOnlySpan<byte> command) => _connection.Transmit(command) is [0x90, 0x00];

    private static byte[] Padded(ReadOnlySpan<byte> digits)
    {
        byte[] padded = new byte[8];
        padded.AsSpan().Fill(0xFF);
        digits.CopyTo(padded);
        return padded;
    }
}
