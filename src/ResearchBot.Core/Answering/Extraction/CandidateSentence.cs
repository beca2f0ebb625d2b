using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>A sentence of a retrieved chunk that may answer.</summary>
/// <param name="Source">Its chunk.</param>
/// <param name="Range">Where it stands in the stored text.</param>
/// <param name="Position">0-based position in its chunk.</param>
/// <param name="Words">Its tokens, offsets relative to the sentence.</param>
/// <param name="Own">Which of the question's words stand in it.</param>
/// <param name="Context">Which stand in the sentence before it, its headings or its title.</param>
/// <param name="Following">Which stand in the sentence after it.</param>
internal sealed record CandidateSentence(
    RetrievedChunk Source,
    TextRange Range,
    int Position,
    IReadOnlyList<Token> Words,
    TermSet Own,
    TermSet Context,
    TermSet Following)
{
    /// <summary>How well it answers; comparable inside one question.</summary>
    public double Score { get; init; }

    public ReadOnlySpan<char> Text => Source.Version.Text.AsSpan(Range.Start, Range.Length);

    public string Word(Token token) => Source.Version.Text.Substring(Range.Start + token.Start, token.Length);

    /// <summary>One line, white space collapsed.</summary>
    public string AsStatement() =>
        string.Join(' ', Text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
