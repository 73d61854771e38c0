using TempCardIssuance.Cli;
using TempCardIssuance.Cli.Commands;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;
using TempCardIssuance.Composition.Letters;

if (args is [LetterCommand.Worker])
    return await LetterWorker.RunAsync();

using var stop = new StopSignals();
return await CommandLineApplication.RunAsync(args, Terminal.OfProcess(), stop.Token);
