using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Discord.Payloads;

namespace ResearchBot.Discord.Rendering;

/// <summary>The buttons below an answer. They carry what is to be done and the answer's receipt, nothing else.</summary>
internal static class AnswerButtons
{
    public const string MorePassages = "passages-more";
    public const string WholePassage = "passages-show";
    public const string Helpful = "helpful";
    public const string NotHelpful = "unhelpful";
    public const string NeedHelp = "needhelp";

    private const int Grey = 2;

    public static Component? Of(AnswerReply reply, AnswerWording words)
    {
        if (reply.Receipt.Length == 0)
        {
            return null;
        }

        var hasPassages = reply.Answer.Citations.Count + reply.Answer.Closest.Count > 0;
        (string Action, Phrase Label)[] passages = hasPassages ? [(MorePassages, Phrase.MorePassages), (WholePassage, Phrase.WholePassage)] : [];
        (string Action, Phrase Label)[] all = [.. passages, (Helpful, Phrase.Helpful), (NotHelpful, Phrase.NotHelpful), (NeedHelp, Phrase.NeedHelp)];
        return new Component(ComponentType.ActionRow)
        {
            Components = [.. all.Select(one => new Component(ComponentType.Button)
            {
                Style = Grey, Label = words[one.Label], CustomId = $"{one.Action}:{reply.Receipt}",
            })],
        };
    }
}

/// <summary>The button below a load that runs.</summary>
internal static class CancelButton
{
    public const string Action = "loads-cancel";

    private const int Red = 4;

    public static Component? Of(IngestionProgress progress) => progress.Job is not { } job ? null : new Component(ComponentType.ActionRow)
    {
        Components = [new Component(ComponentType.Button) { Style = Red, Label = "Stop", CustomId = $"{Action}:{job}" }],
    };
}
