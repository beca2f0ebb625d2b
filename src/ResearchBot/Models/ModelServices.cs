using System.ClientModel.Primitives;
using System.ClientModel;
using Anthropic;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.SemanticKernel;
using OpenAI;
using ResearchBot.Configuration;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Models;

/// <summary>Registers what makes vectors and what words answers. Nothing of a vendor or of the kernel is loaded unless the settings name an endpoint.</summary>
internal static class ModelServices
{
    public const string ChatHttp = "chat";
    public const string EmbeddingsHttp = "embeddings";

    private const long BytesOfAnyAnswer = 1024 * 1024;
    private const long BytesOfToken = 1024; // one event of a stream, with all that stands around the token
    private const long BytesOfVectors = 256 * 1024 * 1024;

    /// <summary>Reads the sections <c>Models</c> and <c>Telemetry</c>.</summary>
    public static IServiceCollection AddModels(this IServiceCollection services, IConfiguration settings)
    {
        SettingsCheck.CheckSections(settings.GetSection("Models"), "Embeddings", "Chat");
        var (chat, embeddings) = (settings.GetSection("Models:Chat"), settings.GetSection("Models:Embeddings"));
        services
            .AddSettings<EmbeddingsOptions, EmbeddingsOptionsValidator>(embeddings)
            .AddSettings<ChatModelOptions, ChatModelOptionsValidator>(chat)
            .AddSettings<TelemetryOptions, TelemetryOptionsValidator>(settings.GetSection("Telemetry"))
            .AddSingleton<TelemetryExport>()
            .AddSingleton<IPromptFiles>(new PromptFolder(PromptFolder.Beside))
            .AddSingleton<EmbeddingProviders>()
            .AddSingleton<OpenEmbeddings>(provider => provider.GetRequiredService<EmbeddingProviders>().Open)
            .AddSingleton<OpenFormerModel>(provider => provider.GetRequiredService<EmbeddingProviders>().OpenFormer)
            .AddSingleton<OpenBuiltInEncoder>(BuiltInEncoder.Open)
            .AddSingleton<EmbeddingBeside>()
            .AddSingleton<SemanticSearchCheck>()
            .AddSingleton<ChatCheck>();
        if (embeddings[nameof(EmbeddingsOptions.Provider)] == EmbeddingProviders.OpenAi)
        {
            AddEmbeddingsEndpoint(services);
        }

        if (chat[nameof(ChatModelOptions.Provider)] is { Length: > 0 } vendor)
        {
            AddChat(services, isOpenAi: vendor == ChatModelOptions.OpenAi);
            return services;
        }

        return services.AddSingleton(ChatBudget.None).AddSingleton(new ChatSetup(
            null,
            $"No language model is set up: answers are put together from the documents' own sentences. Set Models:Chat:Provider to “{ChatModelOptions.OpenAi}” or “{ChatModelOptions.Anthropic}”, and Models:Chat:Model."));
    }

    private static void AddChat(IServiceCollection services, bool isOpenAi)
    {
        var http = services.AddEndpoint(ChatHttp, settings => settings.RequestsAtOnce);
        if (isOpenAi)
        {
            http.AddHttpMessageHandler(provider => new OpenAiChatHandler(KnowsNewLimit(ChatOf(provider).Address)));
        }

        http.AddHttpMessageHandler(_ => new DialectHandler(isOpenAi))
            .AddHttpMessageHandler(provider => new EndpointHandler(
                BytesOfAnyAnswer + (ChatOf(provider).LongestOutputTokens * BytesOfToken), provider.GetRequiredService<TimeProvider>()));
        services.AddChatClient(CreateClient)
            .Use((client, provider) => new ConfigureOptionsChatClient(client, options => Limit(options, ChatOf(provider).LongestOutputTokens)))
            .UseFunctionInvocation()
            .UseOpenTelemetry(sourceName: BotTelemetry.Name, configure: telemetry => telemetry.EnableSensitiveData = false)
            .Use((client, provider) => new ResilientChatClient(client, ChatOf(provider), provider.GetRequiredService<TimeProvider>()));
        services.AddKernel();
        services
            .AddSingleton(provider => new ChatSetup(new ChatModel(ChatOf(provider).Name, provider.GetRequiredService<Kernel>())))
            .AddSingleton(provider => ChatOf(provider).Budget)
            .AddSingleton(provider => provider.GetRequiredService<OpenEmbeddings>()().Model?.Generator!) // null if semantic search is off
            .AddLogging(logging => logging // the kernel logs questions and answers, and faults that are logged where they are dealt with
                .AddFilter("Microsoft.SemanticKernel", LogLevel.None)
                .AddFilter(Prompt.FunctionPrefix, LogLevel.None)
                .AddFilter("Microsoft.Extensions.AI", LogLevel.None));
    }

    private static void AddEmbeddingsEndpoint(IServiceCollection services)
    {
        services.AddEndpoint(EmbeddingsHttp, _ => int.MaxValue)
            .AddResilienceHandler(EmbeddingsHttp, (attempts, context) => EndpointEmbeddings.AddAttempts(
                attempts,
                TimeSpan.FromSeconds(context.ServiceProvider.GetRequiredService<IOptions<EmbeddingsOptions>>().Value.DeadlineSeconds),
                context.ServiceProvider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(EmbeddingsHttp)
            .AddHttpMessageHandler(_ => new OpenAiEmbeddingsHandler())
            .AddHttpMessageHandler(provider => new EndpointHandler(BytesOfVectors, provider.GetRequiredService<TimeProvider>()));
        services.AddLogging(logging => logging.AddFilter("Polly", LogLevel.None)); // what remains of a fault is logged where it is dealt with
    }

    /// <summary>Connections that are logged nowhere and live as long as the process.</summary>
    private static IHttpClientBuilder AddEndpoint(this IServiceCollection services, string name, Func<ChatModelOptions, int> atOnce) =>
        services.AddHttpClient(name, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => EndpointHandler.Sockets(atOnce(ChatOf(provider))));

    private static IChatClient CreateClient(IServiceProvider provider)
    {
        var settings = ChatOf(provider);
        var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ChatHttp);
        var key = settings.ApiKey.Length == 0 ? "none" : settings.ApiKey; // servers without a key pass it over; Anthropic's client would look for one in the environment
        return settings.Provider == ChatModelOptions.Anthropic
            ? new AnthropicClient
            {
                HttpClient = http,
                BaseUrl = settings.Address.AbsoluteUri.TrimEnd('/'),
                ApiKey = key,
                MaxRetries = 0,
                Timeout = TimeSpan.FromSeconds(settings.DeadlineSeconds * 2), // ours ends it before
                OpenTelemetry = false,
            }.AsIChatClient(settings.Model, settings.LongestOutputTokens)
            : new OpenAI.Chat.ChatClient(
                settings.Model,
                new ApiKeyCredential(key),
                new OpenAIClientOptions
                {
                    Endpoint = settings.Address,
                    Transport = new HttpClientPipelineTransport(http),
                    RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
                    NetworkTimeout = Timeout.InfiniteTimeSpan,
                }).AsIChatClient();
    }

    private static ChatModelOptions ChatOf(IServiceProvider provider) => provider.GetRequiredService<IOptions<ChatModelOptions>>().Value;

    private static void Limit(ChatOptions options, int longest) => options.MaxOutputTokens = Math.Min(options.MaxOutputTokens ?? longest, longest);

    private static bool KnowsNewLimit(Uri address) =>
        address.Host.EndsWith(".openai.com", StringComparison.OrdinalIgnoreCase) || address.Host.EndsWith(".azure.com", StringComparison.OrdinalIgnoreCase);
}
