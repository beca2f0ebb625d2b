using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Lets a model word an answer; on failure the answer stays extractive and says so.</summary>
public sealed partial class ModelAnswerer(PromptCatalog prompts, ModelBudget budget, ILogger<ModelAnswerer> logger)
{
    private readonly AnswerGenerator _generator = new(prompts);

    /// <summary>A draft worded by the model, or the extractive one. <paramref name="show"/> receives the statements supported so far.</summary>
    public async Task<Answer> AnswerAsync(
        ChatModel model, Inquiry inquiry, SearchResult found, Answer extracted, Action<IReadOnlyList<string>> show, CancellationToken cancellationToken)
    {
        if (found.Chunks.Count == 0)
        {
            return extracted;
        }

        using var spending = await budget.BeginAsync(inquiry.Audience.Workspace, inquiry.Person, cancellationToken);
        if (spending.Refusal is { } used)
        {
            return FallBack(extracted, used, "the budget is used up");
        }

        try
        {
            var generated = await _generator.AnswerAsync(
                model, inquiry.Question.Standalone, found.Chunks, proven => show([.. proven.Select(statement => statement.Text)]), cancellationToken);
            QuestionSpan.CountStatements(generated.Statements.Count, generated.Dropped.Count);
            await spending.SettleAsync(generated.Tokens, cancellationToken);
            return Choose(extracted, generated) with { Model = model.Name, Tokens = generated.Tokens, DroppedStatements = generated.Dropped.Count };

            Answer Choose(Answer otherwise, GeneratedAnswer said) =>
                said.Statements.Count > 0 ? IsHopeless(otherwise) ? Refuse(otherwise) : GeneratedDraft.Write(otherwise, said)
                : !said.SaysNo ? FallBack(otherwise, FallbackReason.NothingProved, $"{said.Dropped.Count} statements, dropped for: {string.Join(", ", said.Dropped.Select(why => why.Split(' ')[0]).Distinct())}")
                : otherwise.Outcome == AnswerOutcome.Answered ? FallBack(otherwise, FallbackReason.NoAnswerSeen, "the search is sure of one")
                : Refuse(otherwise);
        }
        catch (ModelFaultException fault)
        {
            return FallBack(extracted, FallbackReason.ModelFailed, fault.Message) with { Model = model.Name };
        }
    }

    /// <summary>The answer if the final check left nothing of the model's.</summary>
    public Answer FallBack(Answer extracted, Answer unproved) =>
        FallBack(extracted, FallbackReason.NothingProved, "the store no longer has what it rested on") with
        {
            Model = unproved.Model,
            Tokens = unproved.Tokens,
            DroppedStatements = unproved.DroppedStatements + unproved.Statements.Count,
        };

    private Answer FallBack(Answer extracted, FallbackReason reason, string why)
    {
        var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
        LogFallback(id, reason, why);
        return extracted with { Fallback = new Fallback(reason, id) };
    }

    /// <summary>Words of the question occur nowhere and the search is unsure: true statements would answer something else.</summary>
    private static bool IsHopeless(Answer extracted) => extracted.Outcome == AnswerOutcome.NotFound && extracted.MissingTerms.Count > 0;

    private static Answer Refuse(Answer extracted) => extracted with
    {
        Outcome = AnswerOutcome.NotFound,
        Mode = AnswerMode.Model,
        Statements = [],
        Citations = [],
        Conflicts = [],
        Unanswered = [],
        MayHaveMore = false,
        Closest = extracted.Citations.Count > 0 ? extracted.Citations : extracted.Closest,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Id}: answered word for word instead of by the model ({Reason}): {Why}")]
    private partial void LogFallback(string id, FallbackReason reason, string why);
}
