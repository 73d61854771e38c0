using System.Globalization;
using System.Runtime.InteropServices;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

// Readers with a virtual blank each, for trying other programs by hand:
//   dotnet run --project tests/TempCardIssuance.VirtualReader -- 2
// then, in another shell, the export line that it prints. On standard input: "eject 0" swaps the card in reader 0
// for a fresh blank, "remove 0" takes it out; the end of input ends all, as do SIGTERM, SIGHUP and Ctrl+C.
if (PcscDaemon.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 3;
}

if (ReaderOptions.Parse(args) is not { } options)
{
    Console.Error.WriteLine(ReaderOptions.Usage);
    return 2;
}

uint serial = options.Blank.Serial;
PcscDaemon.DivertClients();
using var readers = new ReaderHost(options);
using PosixSignalRegistration term = EndBy(PosixSignal.SIGTERM);
using PosixSignalRegistration hangup = EndBy(PosixSignal.SIGHUP);
using PosixSignalRegistration interrupt = EndBy(PosixSignal.SIGINT);
readers.Start();
PcscReaders.List(); // answers once pcscd is up
foreach (VirtualSlot slot in readers.Slots)
    InsertBlank(slot);
string root = PcscDaemon.FileNamed("attestation-root.pem");
AttestationRoot.OfProcess.Export(root);
Console.WriteLine($"export {PcscDaemon.SocketVariable}={PcscDaemon.SocketPath}");
for (int i = 0; i < readers.Slots.Count; i++)
    Console.WriteLine($"{i}: {readers.Slots[i].Reader}");
Console.WriteLine($"root of attestations: {root}");

while (Console.ReadLine() is { } line)
{
    string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    if (words is not [var verb, var number]
        || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        || index >= readers.Slots.Count)
    {
        Console.Error.WriteLine("eject N | remove N");
        continue;
    }

    if (verb == "eject")
        InsertBlank(readers.Slots[index]);
    if (verb == "remove")
        readers.Slots[index].Remove();
}

return 0;

void InsertBlank(VirtualSlot slot) =>
    slot.Insert(new VirtualPivCard(options.Blank with { Serial = serial++ }).Connect());

PosixSignalRegistration EndBy(PosixSignal signal) => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    readers.Dispose();
    Environment.Exit(0);
});
