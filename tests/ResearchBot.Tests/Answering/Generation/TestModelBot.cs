using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Conversations;
using ResearchBot.FakeModel;
using ResearchBot.Terminal;

namespace ResearchBot.Tests.Answering.Generation;

/// <summary>The whole bot with a language model at a loopback server.</summary>
internal sealed class TestModelBot : IAsyncDisposable
{
    public const string Question = "Where could the leaders go into exile?";

    private readonly ConversationAddress _conversation = ConsoleRequests.NewConversation();

    private TestModelBot(TestBot bot, FakeModelServer server) => (Bot, Server) = (bot, server);

    public TestBot Bot { get; }

    public FakeModelServer Server { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestModelBot> StartAsync(
        FakeModelOptions? options = null, string provider = "openai", bool seeds = true, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? add = null, FolderOnce? stored = null)
    {
        var server = await FakeModelServer.StartAsync(options ?? new FakeModelOptions(), Cancellation);
        var bot = await TestBot.StartAsync(
            seeds,
            stored: stored,
            settings: new Dictionary<string, string?>(settings ?? [])
            {
                ["Models:Chat:Provider"] = provider,
                ["Models:Chat:Endpoint"] = settings?.GetValueOrDefault("Models:Chat:Endpoint") ?? (provider == "openai" ? server.OpenAiAddress : server.Address),
                ["Models:Chat:Model"] = "fake-model",
                ["Models:Chat:ApiKey"] = "sk-secret-of-the-test",
            },
            add: add);
        return new TestModelBot(bot, server);
    }

    /// <summary>Asks in the one conversation.</summary>
    public async Task<Answer> AskAsync(string question = Question, IReplySink? sink = null) =>
        (await RunAsync("ask", new() { ["question"] = question }, sink)).ShouldBeOfType<AnswerReply>().Answer;

    /// <summary>Runs a command in the one conversation.</summary>
    public Task<Reply> RunAsync(string command, Dictionary<string, string> arguments, IReplySink? sink = null) =>
        Bot.Get<CommandDispatcher>().DispatchAsync(
            Bot.Get<ConsoleRequests>().Create(command, arguments, []) with { Conversation = _conversation }, sink ?? new TestSink(), Cancellation);

    /// <summary>An answer in the form that the prompt asks for.</summary>
    public static FakeAnswer Says(params (string Text, string Quote)[] statements) => new(new JsonObject
    {
        ["answers"] = "fully",
        ["statements"] = new JsonArray([.. statements.Select(statement => new JsonObject
        {
            ["text"] = statement.Text,
            ["quotes"] = new JsonArray(new JsonObject { ["source"] = 1, ["quote"] = statement.Quote }),
        })]),
    }.ToJsonString());

    public async ValueTask DisposeAsync()
    {
        await Bot.DisposeAsync();
        await Server.DisposeAsync();
    }
}
