using Microsoft.Extensions.AI;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Answering.Generation;

/// <summary>Lets a model answer from chunks and keeps only the statements that they support.</summary>
internal sealed class AnswerGenerator(PromptCatalog prompts)
{
    private const int MostStatements = 4;

    /// <summary>Asks the model a question that stands alone. The chunks are best first; <paramref name="show"/> receives the statements
    /// supported so far.</summary>
    /// <exception cref="ModelFaultException">The model failed before any supported statement.</exception>
    public async Task<GeneratedAnswer> AnswerAsync(
        ChatModel model, string question, IReadOnlyList<RetrievedChunk> sources, Action<IReadOnlyList<ProvenStatement>> show, CancellationToken cancellationToken)
    {
        var arguments = Prompt.Arguments(
            new() { ["response_format"] = AnswerSchema.Schema, ["strict"] = true }, ("question", question), ("sources", PromptSources.Write(sources)));
        var reader = new DraftReader();
        var prover = new StatementProver(question, sources);
        var proven = new List<ProvenStatement>();
        var dropped = new List<string>();
        var tokens = new TokenUse(0, 0);
        try
        {
            await foreach (var update in prompts.Answer.Function.InvokeStreamingAsync<ChatResponseUpdate>(model.Kernel, arguments, cancellationToken))
            {
                foreach (var usage in update.Contents.OfType<UsageContent>())
                {
                    tokens = tokens.Plus(new TokenUse(usage.Details.InputTokenCount ?? 0, usage.Details.OutputTokenCount ?? 0));
                }

                foreach (var drafted in reader.Take(update.Text))
                {
                    if (prover.Prove(drafted, out var fault) is not { } statement)
                    {
                        dropped.Add(fault);
                    }
                    else if (proven.Count < MostStatements && !proven.Exists(other => other.Text == statement.Text))
                    {
                        proven.Add(statement);
                        show(proven);
                    }
                }
            }
        }
        catch (ModelFaultException) when (proven.Count > 0)
        {
            // What came before the failure is supported and remains as a partial answer.
            return new GeneratedAnswer(proven, dropped, SaysNo: false, SaysPartly: true, tokens);
        }

        return new GeneratedAnswer(proven, dropped, reader.SaysNo, reader.SaysPartly, tokens);
    }
}

/// <summary>The result of asking a model.</summary>
/// <param name="Dropped">Why the others were dropped, one word each.</param>
/// <param name="SaysNo">Whether the model sees no answer in the sources.</param>
/// <param name="SaysPartly">Whether it sees a partial answer.</param>
internal sealed record GeneratedAnswer(
    IReadOnlyList<ProvenStatement> Statements, IReadOnlyList<string> Dropped, bool SaysNo, bool SaysPartly, TokenUse Tokens);
