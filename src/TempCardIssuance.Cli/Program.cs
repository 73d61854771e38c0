using TempCardIssuance.Cli;
using TempCardIssuance.Cli.Hosting;
using TempCardIssuance.Cli.Output;

using var stop = new StopSignals();
return await CommandLineApplication.RunAsync(args, Terminal.OfProcess(), stop.Token);
