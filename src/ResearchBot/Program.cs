using ResearchBot.CommandLine;
using ResearchBot.Readers;
using ResearchBot.Reading;

if (args is [ReaderChild.Verb])
{
    await ReaderLoop.RunAsync(ParentPipe.Open(), Console.OpenStandardOutput(), CancellationToken.None);
    return 0;
}

return await BotCommandLine.RunAsync(args);
