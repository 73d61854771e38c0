using TempCardIssuance.Composition.Letters;
using TempCardIssuance.Core.Errors;
using TempCardIssuance.Web.Hosting;
using TempCardIssuance.Web.Words;

if (args is [LetterProgram.Worker])
    return await LetterWorker.RunAsync();

if (PageOptions.AsksForHelp(args))
{
    await Console.Out.WriteLineAsync(PageOptions.Help);
    return 0;
}

try
{
    await OperatorPage.RunAsync(PageOptions.Read(args));
    return 0;
}
catch (TempCardException e)
{
    await Console.Error.WriteLineAsync($"tempcard-web: {e.Message} [{e.ErrorId}]");
    if (e.Remedy is { } remedy)
        await Console.Error.WriteLineAsync($"  {remedy.In(PageWords.Operations)}");
    return e.ErrorId == ErrorIds.UsageInvalid ? 2 : 3;
}
