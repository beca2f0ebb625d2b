using System.Diagnostics;
using Microsoft.Extensions.Logging;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Answering;
using ResearchBot.Core.Conversations;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;

namespace ResearchBot.Evaluation;

/// <summary>Asks the questions and conversations of teams' documents, each set over an index of its own.</summary>
internal sealed class TeamEvaluator(OpenEmbeddings open, IFileReader reader, TimeProvider time, ILogger<QuestionEmbedder> logger)
{
    /// <summary>Asks every question, then every conversation.</summary>
    /// <param name="kept">Vectors of earlier runs; may be null.</param>
    public async Task<AskedTeamSet> RunAsync(string folder, string split, bool byWords, KeptVectors? kept, CancellationToken cancellationToken)
    {
        var set = await TeamSet.ReadAsync(folder, split, reader, cancellationToken);
        OpenEmbeddings embeddings = byWords ? () => new EmbeddingSetup(null) : KeptVectors.Over(open, kept);
        using var embedder = new QuestionEmbedder(embeddings, time, logger);
        var index = await SetIndex.BuildAsync(set.Documents, embeddings().Model, kept: null, cancellationToken);
        var retriever = new Retriever(index.Whole, embedder);
        var questions = new List<AskedTeamQuestion>();
        foreach (var question in set.Questions)
        {
            questions.Add(await AskAsync(retriever, question, new Question(question.Text, question.Text), cancellationToken));
        }

        var turns = new List<AskedTeamQuestion>();
        foreach (var conversation in set.Conversations)
        {
            var state = ConversationState.Empty;
            foreach (var turn in conversation.Turns)
            {
                var meant = state.Resolve(turn.Text);
                var asked = await AskAsync(retriever, turn, meant, cancellationToken) with { IsFollowUp = turn != conversation.Turns[0] };
                state = state.After(meant, asked.Answer);
                turns.Add(asked);
            }
        }

        return new AskedTeamSet(set, questions, turns);
    }

    private static async Task<AskedTeamQuestion> AskAsync(
        Retriever retriever, TeamQuestion question, Question meant, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var reading = await retriever.ReadAsync(QuestionParts.Split(meant), SetIndex.Filter, Evaluator.Extracted, cancellationToken);
        var answer = ExtractiveAnswerer.Answer(meant, reading, Workspace.Default);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var rank = reading.Found.Chunks.ToList().FindIndex(chunk => question.IsTouchedBy(
            chunk.Version.Document.Key, $"{chunk.Version.ContextOf(chunk.Chunk)}\n{chunk.Text}"));
        return new AskedTeamQuestion(question, meant.Standalone, answer, rank < 0 ? null : rank + 1, elapsed)
        {
            Offered = ExtractiveAnswerer.Offer(reading),
            IsFirstRight = answer.Statements is [var first, ..] && question.IsAnsweredBy(Shown(answer, [first])),
            IsAnyRight = question.IsAnsweredBy(Shown(answer, answer.Statements)),
        };
    }

    private static (string Document, string Text)[] Shown(Answer answer, IReadOnlyList<Statement> statements) =>
        [.. from statement in statements
            from number in statement.Citations
            let citation = answer.Citations[number - 1]
            from text in new[] { citation.Excerpt, statement.Text }
            select (citation.Document.Source, text)];
}

/// <summary>A team's set, asked.</summary>
/// <param name="Turns">The questions of its conversations.</param>
internal sealed record AskedTeamSet(TeamSet Set, IReadOnlyList<AskedTeamQuestion> Questions, IReadOnlyList<AskedTeamQuestion> Turns);

/// <summary>What became of a question.</summary>
/// <param name="Standalone">The question that was searched for.</param>
/// <param name="Rank">The rank of the first right passage of the search, from 1; null if none of those that were read.</param>
internal sealed record AskedTeamQuestion(TeamQuestion Question, string Standalone, Answer Answer, int? Rank, double Milliseconds)
{
    /// <summary>What the answer was chosen from.</summary>
    public required OfferedUnits Offered { get; init; }

    /// <summary>Whether it refers to a question before it.</summary>
    public bool IsFollowUp { get; init; }

    /// <summary>Whether the first statement or its excerpt holds the answer.</summary>
    public required bool IsFirstRight { get; init; }

    /// <summary>Whether all statements and their excerpts together hold it.</summary>
    public required bool IsAnyRight { get; init; }

    public bool IsRefused => Answer.Outcome == AnswerOutcome.NotFound;
}
