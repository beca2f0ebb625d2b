using System.Buffers;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Conversations;

/// <summary>Makes a follow-up stand alone: with a model that reads the last turns if models word answers there, else by rules. The model's text is only
/// used as a question.</summary>
public sealed partial class QuestionRewriter(
    ConversationStore conversations,
    CitationVerifier verifier,
    PromptCatalog prompts,
    ModelBudget budget,
    ChatSetup chat,
    ILogger<QuestionRewriter> logger)
{
    private const int Turns = 6;
    private const int TurnsForModel = 3;
    private const int LongestRewritten = 400;
    private const int MostTokens = 200;

    private static readonly SearchValues<char> Markup = SearchValues.Create("{}<>[]@");

    /// <summary>The question, standing alone, with the topic that it may be about.</summary>
    public async Task<Question> RewriteAsync(Inquiry inquiry, EffectiveSettings settings, string conversation, CancellationToken cancellationToken)
    {
        var (text, audience) = (inquiry.Question.Text, inquiry.Audience);
        var turns = ConversationState.MayConcern(text) ? await conversations.LastTurnsAsync(conversation, audience, Turns, cancellationToken) : [];
        var known = new List<ConversationTurn>();
        foreach (var turn in turns)
        {
            known.Add(turn with { Answer = await verifier.VerifyKeptAsync(turn.Answer, settings.Scope, cancellationToken) });
        }

        var state = ConversationState.Of(known);
        var resolved = state.Resolve(text);
        return known.Count > 0 && settings.Mode == AnswerMode.Model && chat.Model is { } model
            && await AskAsync(model, inquiry, state, known, cancellationToken) is { } rewritten
            ? resolved with { Standalone = rewritten }
            : resolved;
    }

    private async Task<string?> AskAsync(
        ChatModel model, Inquiry inquiry, ConversationState state, IReadOnlyList<ConversationTurn> known, CancellationToken cancellationToken)
    {
        using var spending = await budget.BeginAsync(inquiry.Audience.Workspace, inquiry.Person, cancellationToken);
        if (spending.Refusal is not null)
        {
            return null;
        }

        var turns = Write(known.Take(TurnsForModel)) + Write(state);
        var arguments = Prompt.Arguments(new() { ["max_tokens"] = MostTokens }, ("turns", turns), ("question", inquiry.Question.Text));
        try
        {
            var response = await prompts.RewriteQuestion.Function.InvokeAsync<ChatResponse>(model.Kernel, arguments, cancellationToken);
            await spending.SettleAsync(new TokenUse(response?.Usage?.InputTokenCount ?? 0, response?.Usage?.OutputTokenCount ?? 0), cancellationToken);
            return Accept(response?.Text ?? string.Empty, inquiry.Question.Text, turns);
        }
        catch (ModelFaultException fault)
        {
            LogFault(fault.Message);
            return null;
        }
    }

    private static string Write(IEnumerable<ConversationTurn> turns)
    {
        var written = new StringBuilder();
        foreach (var turn in turns.Reverse())
        {
            written.Append("- Asked: ").Append(OutgoingText.CleanLine(turn.Question)).Append('\n');
            if (turn.Answer.Statements is [var first, ..])
            {
                written.Append("  Answered: ").Append(OutgoingText.CleanLine(first.Text)).Append('\n');
            }
        }

        return written.ToString();
    }

    private static string Write(ConversationState state)
    {
        var written = new StringBuilder();
        void Append(string name, IEnumerable<string?> values)
        {
            if (string.Join("; ", values.Where(value => !string.IsNullOrEmpty(value)).Distinct()) is { Length: > 0 } line)
            {
                written.Append("- ").Append(name).Append(": ").Append(OutgoingText.CleanLine(line)).Append('\n');
            }
        }

        Append("About", [state.Focus, .. state.Referents]);
        Append("Found in", state.Places.Select(place => place.Section is null ? place.Title : $"{place.Title} > {place.Section}"));
        Append("Shown, in this order", state.Items);
        return written.ToString();
    }

    /// <summary>Null if it adds nothing of the conversation to the question.</summary>
    private static string? Accept(string written, string question, string turns)
    {
        var line = OutgoingText.CleanLine(written).Trim('"', '“', '”', ' ');
        return line.Length is > 0 and <= LongestRewritten
            && line.AsSpan().IndexOfAny(Markup) < 0 && !line.Contains("://", StringComparison.Ordinal)
            && TermsOf(line).Except(TermsOf(question)).Intersect(TermsOf(turns)).Any()
            ? Question.Parse(line).Text
            : null;
    }

    private static IEnumerable<ulong> TermsOf(string text) => SearchQuery.Parse(text).Terms.Where(term => term.Kind != TokenKind.Compound).Select(term => term.Term);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A follow-up was rewritten by rules instead of by the model: {Why}")]
    private partial void LogFault(string why);
}
