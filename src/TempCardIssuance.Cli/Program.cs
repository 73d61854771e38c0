using TempCardIssuance.Cli.Hosting;

using var stop = new StopSignals();
return await CommandLineApplication.RunAsync(args, Terminal.OfProcess(), stop.Token);
