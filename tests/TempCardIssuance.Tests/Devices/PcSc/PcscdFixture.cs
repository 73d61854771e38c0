using System.Runtime.CompilerServices;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

namespace TempCardIssuance.Tests.Devices.PcSc;

/// <summary>A pcscd with eight empty readers for all tests of the collection, which therefore run one by one.</summary>
public sealed class PcscdFixture : IDisposable
{
    private const int ReaderCount = 8;
    private const int Tries = 3;

    private static int _serial = 0x00A0_0000;

    private PcscDaemon? _daemon;

    public PcscdFixture()
    {
        // Without the programs every test is skipped, but xUnit makes the fixture all the same.
        if (PcscDaemon.Missing is null)
            _daemon = Start();
    }

    public IReadOnlyList<VirtualSlot> Slots => _daemon!.Slots;

    /// <summary>Puts a new blank into a reader and waits until PC/SC sees it.</summary>
    public static async Task<VirtualPivCard> InsertBlankAsync(VirtualSlot slot)
    {
        VirtualPivCard card = NewBlank();
        await InsertAsync(slot, card);
        return card;
    }

    /// <summary>A blank with a serial number that no other has.</summary>
    public static VirtualPivCard NewBlank(params IReadOnlyList<CardFault> faults) =>
        NewBlank(options => options with { Faults = faults });

    /// <summary>A blank of another kind.</summary>
    public static VirtualPivCard NewBlank(Func<VirtualCardOptions, VirtualCardOptions> change) =>
        new(change(new VirtualCardOptions
        {
            Serial = (uint)Interlocked.Increment(ref _serial),
        }));

    public static async Task InsertAsync(VirtualSlot slot, VirtualPivCard card)
    {
        slot.Insert(card.Connect());
        await PcscReaders.WaitForCardAsync(slot.Reader, present: true, CancellationToken.None);
    }

    public static async Task RemoveAsync(VirtualSlot slot)
    {
        slot.Remove();
        await PcscReaders.WaitForCardAsync(slot.Reader, present: false, CancellationToken.None);
    }

    /// <summary>Ends pcscd, and with it takes all readers away; <see cref="Restart"/> has to follow.</summary>
    public void Stop() => _daemon!.Dispose();

    /// <summary>Starts another pcscd with readers of the same names.</summary>
    public void Restart() => _daemon = Start();

    public void Dispose() => _daemon?.Dispose();

    /// <summary>Before any test can load libpcsclite.</summary>
    [ModuleInitializer]
    internal static void DivertClients() => PcscDaemon.DivertClients();

    /// <summary>Again where somebody took one of the ports in between.</summary>
    private static PcscDaemon Start()
    {
        for (int tries = 1; ; tries++)
        {
            var daemon = PcscDaemon.Start(ReaderCount);
            try
            {
                IReadOnlyList<string> readers = PcscReaders.List();
                if (daemon.Slots.All(slot => readers.Contains(slot.Reader, StringComparer.Ordinal)))
                    return daemon;
                throw new InvalidOperationException(
                    $"pcscd started only {string.Join(", ", readers)}: {PcscDaemon.ReadLog()}");
            }
            catch (Exception) when (tries < Tries)
            {
                daemon.Dispose();
            }
            catch
            {
                daemon.Dispose();
                throw;
            }
        }
    }
}

[CollectionDefinition(Name)]
public sealed class PcscdCollection : ICollectionFixture<PcscdFixture>
{
    public const string Name = "pcscd";
}
