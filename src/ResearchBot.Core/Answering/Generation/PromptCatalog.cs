using Microsoft.Extensions.Logging;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>The prompts in use: those of the folder as it stands, or as it last stood where a change cannot be used.</summary>
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

    /// <summary>Answers a question from sources.</summary>
    public Prompt Answer => Current()["answer"];

    /// <summary>Makes a follow-up stand alone.</summary>
    public Prompt RewriteQuestion => Current()["rewrite-question"];

    /// <summary>Reads them for the first time.</summary>
    /// <exception cref="UserFacingException">One is missing or wrong; the message names its file.</exception>
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
