using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>The prompts in use: the folder's current content, or the last valid one if a change is unusable.</summary>
public sealed partial class PromptCatalog(IPromptFiles files, ILogger<PromptCatalog> logger)
{
    private static readonly Dictionary<string, string[]> Inputs = new()
    {
        ["answer"] = ["question", "sources"],
        ["rewrite-question"] = ["turns", "question"],
    };

    private readonly Lock _lock = new();
    private IReadOnlyList<PromptText>? _texts;
    private Dictionary<string, Prompt>? _prompts;

    public Prompt Answer => Current()["answer"];
    public Prompt RewriteQuestion => Current()["rewrite-question"];

    /// <summary>Reads all prompts; throws a <see cref="UserFacingException"/> that names the file if one is missing or invalid.</summary>
    public void Check() => Current();

    private Dictionary<string, Prompt> Current()
    {
        lock (_lock)
        {
            var texts = files.Read();
            if (!ReferenceEquals(texts, _texts))
            {
                _prompts = Parse(texts, _prompts);
                _texts = texts;
            }

            return _prompts!;
        }
    }

    private Dictionary<string, Prompt> Parse(IReadOnlyList<PromptText> texts, Dictionary<string, Prompt>? before)
    {
        try
        {
            return Inputs.ToDictionary(one => one.Key, one => Prompt.Parse(
                texts.FirstOrDefault(text => text.Name == one.Key) ?? throw new UserFacingException($"prompts/{one.Key}.md is missing. It comes with the program; put it back."),
                one.Value));
        }
        catch (UserFacingException wrong) when (before is not null)
        {
            LogNotTaken(wrong.Message);
            return before;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A changed prompt is not taken, the one before stays in use: {Why}")]
    private partial void LogNotTaken(string why);
}
