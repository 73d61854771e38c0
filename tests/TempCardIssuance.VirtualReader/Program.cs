using System.Globalization;
using TempCardIssuance.Devices.PcSc;
using TempCardIssuance.Devices.Virtual;
using TempCardIssuance.VirtualReader;

// Readers with a virtual blank each, for trying other programs by hand:
//   dotnet run --project tests/TempCardIssuance.VirtualReader -- 2
// then, in another shell, the export line that it prints. On standard input: "eject 0" swaps the card in reader 0
// for a fresh blank, "remove 0" takes it out; the end of input ends all.
if (PcscDaemon.Missing is { } missing)
{
    Console.Error.WriteLine(missing);
    return 3;
}

if (!int.TryParse(args.FirstOrDefault() ?? "2", NumberStyles.None, CultureInfo.InvariantCulture, out int count))
{
    Console.Error.WriteLine("How many readers?");
    return 2;
}

uint serial = 0x00C0_0000;
PcscDaemon.DivertClients();
using var daemon = PcscDaemon.Start(count);
PcscReaders.List(); // answers once pcscd is up
foreach (VirtualSlot slot in daemon.Slots)
    InsertBlank(slot);
Console.WriteLine($"export {PcscDaemon.SocketVariable}={PcscDaemon.SocketPath}");
for (int i = 0; i < daemon.Slots.Count; i++)
    Console.WriteLine($"{i}: {daemon.Slots[i].Reader}");

while (Console.ReadLine() is { } line)
{
    string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
    if (words is not [var verb, var number]
        || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index)
        || index >= daemon.Slots.Count)
    {
        Console.Error.WriteLine("eject N | remove N");
        continue;
    }

    if (verb == "eject")
        InsertBlank(daemon.Slots[index]);
    if (verb == "remove")
        daemon.Slots[index].Remove();
}

return 0;

// With a 3DES management key, for yubico-piv-tool learned AES after the 2.2.0 of Debian 12.
void InsertBlank(VirtualSlot slot) => slot.Insert(new VirtualPivCard(new VirtualCardOptions
{
    Serial = serial++,
    ManagementAlgorithm = ManagementAlgorithm.TripleDes,
}).Connect());
