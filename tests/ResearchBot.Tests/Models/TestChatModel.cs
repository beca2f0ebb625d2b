using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.SemanticKernel;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.FakeModel;
using ResearchBot.Models;
using ResearchBot.Tests.Search.Embedding;

namespace ResearchBot.Tests.Models;

/// <summary>A model's client as the program opens it, and the server that it asks, over real sockets.</summary>
internal sealed class TestChatModel : IAsyncDisposable
{
    public const string Key = "sk-secret-of-the-test";
    public const string Question = "When does the ferry leave?";
    public const string Text = "The ferry leaves at nine, and on Sundays at ten. It does not sail in storms.";

    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(40);

    private readonly ServiceProvider _services;

    private TestChatModel(FakeModelServer server, ChatModelOptions settings)
    {
        Server = server;
        _services = TestModels.Services(Time, settings);
    }

    public FakeModelServer Server { get; }

    /// <summary>New attempts come at once; the deadline comes when it is released.</summary>
    public HurriedTime Time { get; } = new(Deadline);

    public ChatSetup Setup => _services.GetRequiredService<ChatSetup>();

    public IChatClient Client => Setup.Model.ShouldNotBeNull().Kernel.GetRequiredService<IChatClient>();

    public string Name => Setup.Model.ShouldNotBeNull().Name;

    public static async Task<TestChatModel> StartAsync(string provider, Action<ChatModelOptions>? change = null, bool isTls = false)
    {
        var server = await FakeModelServer.StartAsync(new FakeModelOptions { Brain = _ => new FakeAnswer(Text) }, TestContext.Current.CancellationToken);
        var settings = new ChatModelOptions
        {
            Provider = provider,
            Endpoint = (isTls ? server.UntrustedAddress : server.Address) + (provider == ChatModelOptions.OpenAi ? "/v1" : string.Empty),
            Model = "fake-model",
            ApiKey = Key,
            DeadlineSeconds = (int)Deadline.TotalSeconds,
        };
        change?.Invoke(settings);
        return new TestChatModel(server, settings);
    }

    /// <summary>Asks, in one piece or streamed.</summary>
    /// <param name="isStream">How.</param>
    /// <param name="options">Of the request.</param>
    /// <param name="seen">Told each update of a stream.</param>
    public async Task<ChatResponse> AskAsync(bool isStream, ChatOptions? options = null, Action<ChatResponseUpdate>? seen = null)
    {
        ChatMessage[] messages = [new(ChatRole.System, "Answer briefly."), new(ChatRole.User, Question)];
        var cancellation = TestContext.Current.CancellationToken;
        if (!isStream)
        {
            return await Client.GetResponseAsync(messages, options, cancellation);
        }

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in Client.GetStreamingResponseAsync(messages, options, cancellation))
        {
            seen?.Invoke(update);
            updates.Add(update);
        }

        return updates.ToChatResponse();
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
