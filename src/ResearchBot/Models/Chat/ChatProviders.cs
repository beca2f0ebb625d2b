using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using ResearchBot.Core.Models;
using ResearchBot.Models.Chat.Http;
using ResearchBot.Models.Chat.OpenAi;
using ResearchBot.Telemetry;

namespace ResearchBot.Models.Chat;

/// <summary>Opens by the settings what writes answers.</summary>
internal sealed class ChatProviders(IOptions<ChatModelOptions> options, TimeProvider time) : IDisposable
{
    public const string OpenAi = "openai";
    public const string Anthropic = "anthropic";

    private readonly Lock _opening = new();
    private HttpClient? _http;
    private ChatSetup? _opened;

    /// <summary>See <see cref="OpenChat"/>.</summary>
    public ChatSetup Open()
    {
        lock (_opening)
        {
            return _opened ??= options.Value.Provider.Length == 0
                ? new ChatSetup(null, $"No language model is set up: answers are put together from the documents' own sentences. Set Models:Chat:Provider to “{OpenAi}” or “{Anthropic}”, and Models:Chat:Model.")
                : new ChatSetup(OpenModel(options.Value));
        }
    }

    public void Dispose()
    {
        _opened?.Model?.Client.Dispose();
        _http?.Dispose();
    }

    private ChatModel OpenModel(ChatModelOptions settings)
    {
        var name = $"{settings.Provider} {settings.Model} at {settings.Address.Authority}";
        _http = EndpointClient.Create(settings, time);
        IChatClient provider = settings.Provider == Anthropic ? new AnthropicChat(settings, _http) : new OpenAiChat(settings, _http);
        return new ChatModel(name, new MeasuredChat(new SteadyChat(provider, name, settings, time), settings, time))
        {
            AtOnce = settings.RequestsAtOnce,
            Budget = new ChatBudget(
                settings.TokensPerPersonPerDay, settings.TokensPerWorkspacePerDay, settings.CostPerWorkspacePerDay, settings.InputCostPerMillion, settings.OutputCostPerMillion),
        };
    }
}
