using ResearchBot.Core.Commands;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Moderation;

/// <summary>A bot with something for every command to change, and somebody of each role to try.</summary>
internal sealed class MatrixBed(TestBot bot, RoleSource source)
{
    /// <summary>Done before, so that their opposites have something to change.</summary>
    private static readonly string[] Undone = ["pause", "block", "roles grant"];

    private readonly TestPlatform _platform = new(bot, source == RoleSource.Console ? "default" : "discord-1");
    private string _file = string.Empty;
    private string _document = string.Empty;
    private string _load = string.Empty;

    public async Task PrepareAsync()
    {
        _file = bot.Write("mill.txt", "The mill stands by the river.");
        (await TypeAsAdminAsync(LineOf("load"))).ShouldBeOfType<LoadReply>();
        _document = (await TypeAsAdminAsync("/documents list")).ShouldBeOfType<DocumentListReply>().Documents.Single().Document.Id;
        _load = await QueueLoadAsync();
        bot.Write("mill.txt", "The mill was moved."); // or loading it once more would change nothing
        if (source is RoleSource.GrantToPerson or RoleSource.GrantToGroup)
        {
            var whom = source == RoleSource.GrantToGroup ? "group" : "some";
            await TypeAsAdminAsync($"/roles grant {whom}-Moderator moderator");
            await TypeAsAdminAsync($"/roles grant {whom}-Admin admin");
        }

        foreach (var command in Undone)
        {
            (await TypeAsAdminAsync(LineOf(command))).ShouldBeOfType<DoneReply>();
        }
    }

    public Task<Reply> TypeAsAdminAsync(string line) =>
        _platform.TypeAsync("boss", line, role: Role.Admin, sources: Parse(line).Sources);

    /// <summary>What somebody of the cell's role gets for the command's own example.</summary>
    public async Task<Reply> TryAsync(MatrixCell cell)
    {
        var line = LineOf(cell.Command);
        if (source == RoleSource.Console)
        {
            var typed = Parse(line) with { Channel = "general" };
            return await bot.Get<CommandDispatcher>().DispatchAsync(
                cell.Role == typed.Person.Role ? typed : typed with { Person = new Person(typed.Person.Workspace, $"some-{cell.Role}", cell.Role) },
                new TestSink(),
                TestContext.Current.CancellationToken);
        }

        return await _platform.TypeAsync(
            $"some-{cell.Role}",
            line,
            role: source == RoleSource.Platform ? cell.Role : Role.Member,
            groups: [$"group-{cell.Role}"],
            sources: Parse(line).Sources);
    }

    private CommandRequest Parse(string line) => bot.Get<ConsoleRequests>().Parse(line, ConsoleRequests.NewConversation());

    private string LineOf(string command) => command == "load"
        ? $"/load \"{_file}\""
        : "/" + bot.Get<CommandCatalog>().Find(command)!.Example.Replace("4k2m9x0c7w1p", _document, StringComparison.Ordinal)
            .Replace("5h3n8y1d6v2q", _load, StringComparison.Ordinal);

    /// <summary>A load that is still on its way, since no worker runs.</summary>
    private async Task<string> QueueLoadAsync()
    {
        var request = Parse($"/load \"{_file}\"");
        var load = new NewLoad(
            new CollectionId(source == RoleSource.Console ? "default" : "discord-1", "documents"), "boss", null, request.From, Prune: false, request.Sources);
        return (await bot.Get<LoadQueue>().AddAsync(load, TestContext.Current.CancellationToken)).Id;
    }
}
