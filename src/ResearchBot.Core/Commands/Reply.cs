using System.Text.Json.Serialization;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Search;

namespace ResearchBot.Core.Commands;

/// <summary>What the bot says to a request, before a platform draws it.</summary>
public abstract record Reply;

/// <summary>An answer to a question.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Receipt">Its id in the answer log.</param>
public sealed record AnswerReply(Answer Answer, string Receipt) : Reply
{
    /// <summary>What a moderator pinned to the question, which is shown first; null where nothing is.</summary>
    public PinnedAnswer? Pinned { get; init; }

    /// <summary>The language of the bot's own words around it, as an ISO 639-1 code.</summary>
    public string Language { get; init; } = AnswerWording.English;
}

/// <summary>The passages that a search found.</summary>
/// <param name="Results">Best first.</param>
public sealed record SearchReply(IReadOnlyList<SearchHit> Results) : Reply;

/// <summary>A chunk that a search found.</summary>
/// <param name="Document">Where it is from.</param>
/// <param name="Place">Where it begins in the original file.</param>
/// <param name="Text">Its text, verbatim.</param>
/// <param name="Score">Fused, 0 to 1; comparable inside one search only.</param>
public sealed record SearchHit(CitedDocument Document, Place Place, string Text, double Score)
{
    /// <summary>The numbers of the citations that stand in it, where an answer's passages are shown; null where something was searched for.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<int>? Citations { get; init; }

    /// <summary>A chunk that a search found.</summary>
    public static SearchHit Of(RetrievedChunk chunk) =>
        new(CitedDocument.Of(chunk.Version.Document), chunk.Chunk.Place, chunk.Text.ToString(), Math.Round(chunk.Score, 4));
}

/// <summary>How an answer was found and checked, for a person to read.</summary>
/// <param name="Receipt">The answer.</param>
/// <param name="Sections">What there is to know, in order.</param>
public sealed record WhyReply(string Receipt, IReadOnlyList<WhySection> Sections) : Reply;

/// <summary>A part of what there is to know about an answer.</summary>
/// <param name="Title">What it is about, one or two words.</param>
/// <param name="Lines">What there is to say, each on one line.</param>
public sealed record WhySection(string Title, IReadOnlyList<string> Lines);

/// <summary>The end of a load.</summary>
/// <param name="Collection">Where the documents went.</param>
/// <param name="Report">What became of each file.</param>
public sealed record LoadReply(string Collection, IngestionReport Report) : Reply
{
    /// <summary>Why some of it is still to do, and what becomes of that; null where nothing is.</summary>
    public string? Waits { get; init; }
}

/// <summary>The documents that can be searched.</summary>
/// <param name="Documents">By collection and key.</param>
public sealed record DocumentListReply(IReadOnlyList<DocumentSummary> Documents) : Reply;

/// <summary>One document version with its text.</summary>
/// <param name="Version">The version.</param>
public sealed record DocumentReply(DocumentVersion Version) : Reply;

/// <summary>A document is no longer in search.</summary>
/// <param name="Document">As it was.</param>
public sealed record DocumentRemovedReply(Document Document) : Reply;

/// <summary>A list of facts, which every platform draws in its own way.</summary>
/// <param name="Title">What it is, on one line.</param>
/// <param name="Columns">Names of the columns, lower case.</param>
/// <param name="Rows">One value for each column; empty where there is none.</param>
public sealed record TableReply(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Reply;

/// <summary>Something was done, and nothing needs to be shown but that.</summary>
/// <param name="Message">What was done, and how to take it back where that is possible.</param>
public sealed record DoneReply(string Message) : Reply;

/// <summary>A text of several lines, which is read as it is.</summary>
/// <param name="Text">The text.</param>
public sealed record TextReply(string Text) : Reply;

/// <summary>The request could not be met.</summary>
/// <param name="Id">The log has the details under it.</param>
/// <param name="Message">What is wrong and what to do.</param>
/// <param name="IsFailure">True when something is broken; false when the request was wrong.</param>
public sealed record ErrorReply(string Id, string Message, bool IsFailure) : Reply;

/// <summary>Where a request's progress and reply go. It came with the request; the core never calls a chat by itself.</summary>
public interface IReplySink : IProgress<IngestionProgress>, IProgress<DraftedAnswer>
{
    /// <summary>Shows a draft, marked as unchecked, until the reply takes its place; nothing where what was shown cannot be replaced.</summary>
    void IProgress<DraftedAnswer>.Report(DraftedAnswer value)
    {
    }

    /// <summary>Shows the reply. Called once, last.</summary>
    Task SendAsync(Reply reply, CancellationToken cancellationToken);
}
