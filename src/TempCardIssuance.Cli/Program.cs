using TempCardIssuance.Cli;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Letters;

if (args is [LetterProgram.Worker])
    return await LetterWorker.RunAsync();

using var stop = new StopSignals();
var terminal = Terminal.OfProcess();
return ServiceHost.IsService
    ? await ServiceHost.RunAsync(terminal, RunAsync, stop.Token)
    : await RunAsync(terminal, stop.Token);

Task<int> RunAsync(Terminal shown, CancellationToken end) => CommandLineApplication.RunAsync(args, shown, end);
