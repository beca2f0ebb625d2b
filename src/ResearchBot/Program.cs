using ResearchBot.CommandLine;
using ResearchBot.Readers;
using ResearchBot.Reading;

if (args is [ReaderChild.Verb])
{
    await ReaderLoop.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None);
    return 0;
}

return await BotCommandLine.RunAsync(args);
