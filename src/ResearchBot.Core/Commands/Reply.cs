using System.Text.Json.Serialization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>What the bot says to a request, before a platform renders it.</summary>
public abstract record Reply;

/// <summary>An answer with its receipt, its id in the answer log.</summary>
public sealed record AnswerReply(Answer Answer, string Receipt) : Reply
{
    /// <summary>The answer that a moderator pinned to the question, shown first; null if there is none.</summary>
    public PinnedAnswer? Pinned { get; init; }

    /// <summary>ISO 639-1 code for the bot's own words around it.</summary>
    public string Language { get; init; } = AnswerWording.English;
}

public sealed record SearchReply(IReadOnlyList<SearchHit> Results) : Reply
{
    /// <summary>The answer whose further passages these are; null for a search.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MoreOf? More { get; init; }
}

/// <summary>What else can be done about an answer.</summary>
/// <param name="HasHelpers">Whether somebody is named there who helps.</param>
public sealed record MoreOf(string Receipt, bool HasPassages, bool HasHelpers);

/// <summary>A chunk that a search found, and where it begins in the original file. The score is 0 to 1, comparable within one search only.</summary>
public sealed record SearchHit(CitedDocument Document, Place Place, string Text, double Score)
{
    /// <summary>The numbers of the citations in it, if an answer's passages are shown; null for a search.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Citations { get; init; }

    public static SearchHit Of(RetrievedChunk chunk) =>
        new(CitedDocument.Of(chunk.Version.Document), chunk.Chunk.Place, chunk.Text.ToString(), Math.Round(chunk.Score, 4));
}

/// <summary>How an answer was found and checked, in sections for a person to read.</summary>
public sealed record WhyReply(string Receipt, IReadOnlyList<WhySection> Sections) : Reply;

/// <summary>A section with a title of one or two words and single-line entries.</summary>
public sealed record WhySection(string Title, IReadOnlyList<string> Lines);

public sealed record LoadReply(string Collection, IngestionReport Report) : Reply
{
    /// <summary>What a dry run has shown beside the files; null if the documents are stored.</summary>
    public DryRun? DryRun { get; init; }

    /// <summary>Why some files are still to be loaded and when they will be; null if none are.</summary>
    public string? Waits { get; init; }
}

/// <summary>A load that waits for approval.</summary>
/// <param name="Load">Its id; null if there is nothing to approve.</param>
/// <param name="Answers">Unanswered questions that its documents would answer, as far as they may be shown here.</param>
/// <param name="OtherAnswers">How many more, which may not be shown here.</param>
public sealed record DryRun(string? Load, IReadOnlyList<string> Answers, int OtherAnswers);

public sealed record DocumentListReply(IReadOnlyList<DocumentSummary> Documents) : Reply;

public sealed record DocumentReply(DocumentVersion Version) : Reply;

public sealed record DocumentRemovedReply(Document Document) : Reply;

/// <summary>A table, rendered by each platform in its own way.</summary>
/// <param name="Columns">Lower case.</param>
/// <param name="Rows">One value per column; empty if there is none.</param>
public sealed record TableReply(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Reply;

/// <summary>Confirms that something was done.</summary>
/// <param name="Message">What was done, and how to undo it if possible.</param>
public sealed record DoneReply(string Message) : Reply;

public sealed record TextReply(string Text) : Reply;

/// <summary>A request that failed.</summary>
/// <param name="Id">The id under which the log has details.</param>
/// <param name="IsFailure">True for a fault, false for a wrong request.</param>
public sealed record ErrorReply(string Id, string Message, bool IsFailure) : Reply;

/// <summary>The destination of a request's progress and reply, supplied with the request; the core never calls a chat by itself.</summary>
public interface IReplySink : IProgress<IngestionProgress>, IProgress<DraftedAnswer>
{
    /// <summary>Shows a draft, marked as unchecked, until the reply replaces it; does nothing if it could not be replaced.</summary>
    void IProgress<DraftedAnswer>.Report(DraftedAnswer value)
    {
    }

    /// <summary>Shows the reply. Called once, last.</summary>
    Task SendAsync(Reply reply, CancellationToken cancellationToken);
}
