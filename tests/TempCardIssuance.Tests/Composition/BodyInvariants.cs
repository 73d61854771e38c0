using System.Security.Cryptography;
using System.Text;
using TempCardIssuance.Core.Batches;
using TempCardIssuance.Core.Certificates;
using TempCardIssuance.Devices.Virtual;

namespace TempCardIssuance.Tests.Composition;

/// <summary>The invariants of the design, looked up on the virtual bodies themselves.</summary>
internal sealed class BodyInvariants : IDisposable
{
    private readonly PinReader _reader;
    private readonly ILookup<string?, CardProduction> _productions;

    /// <param name="workshop">Has the key that opens the PINs.</param>
    /// <param name="productions">All there are.</param>
    public BodyInvariants(Workshop workshop, IEnumerable<CardProduction> productions)
    {
        _reader = new PinReader(workshop.Folder);
        _productions = productions.ToLookup(p => p.BodyId, StringComparer.Ordinal);
    }

    public void Check(VirtualPivCard body)
    {
        using var look = new BodyLook(body);
        List<CardProduction> own = [.. _productions[look.Id]];
        if (own.SingleOrDefault(p => p.State == ProductionState.Succeeded) is { } standing)
            CheckStanding(look, standing);
        else
            CheckLeft(look, own);
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>A body that carries a card has just what is on record of it.</summary>
    private void CheckStanding(BodyLook look, CardProduction production)
    {
        Assert.Equal(production.CardGuid, look.Chuid?.CardGuid);
        Assert.Equal(
            production.Certificates.OrderBy(c => c.Slot, StringComparer.Ordinal).Select(c => (c.Slot, Der(c))),
            look.Certificates.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => (c.Key, c.Value)));
        (string pin, string puk) = _reader.Read(production);
        Assert.True(look.Takes(Encoding.ASCII.GetBytes(pin)), "The PIN is not the one that was sealed.");
        Assert.True(look.TakesPuk(Encoding.ASCII.GetBytes(puk)), "The PUK is not the one that was sealed.");
    }

    /// <summary>
    /// A body that carries none was on record before anything on it changed, and what is on it is worth nothing any
    /// more.
    /// </summary>
    private static void CheckLeft(BodyLook look, List<CardProduction> own)
    {
        Assert.True(look.IsBlank || own.Count > 0, $"{look.Id} is on no record, and is no blank any more.");
        if (look.Chuid is { } chuid)
            Assert.Contains(chuid.CardGuid, own.Select(p => p.CardGuid));
        foreach ((string slot, string certificate) in look.Certificates)
        {
            CardCertificate record =
                own.SelectMany(p => p.Certificates).Single(c => c.Slot == slot && Der(c) == certificate);
            Assert.Equal(CertificateState.Revoked, record.State);
        }
    }

    private static string Der(CardCertificate certificate) =>
        Convert.ToHexString(Convert.FromBase64String(certificate.Pem[PemEncoding.Find(certificate.Pem).Base64Data]));
}
