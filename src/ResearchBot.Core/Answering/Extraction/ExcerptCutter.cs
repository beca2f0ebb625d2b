using System.Collections.Frozen;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Chooses how much of the text around a sentence a reader needs.</summary>
internal sealed class ExcerptCutter(QuestionTerms terms, AnswerType type)
{
    private const int Longest = 600;

    /// <summary>Neighbours that are not needed are quoted too up to this length, to guard against misreading.</summary>
    private const int Comfortable = 420;

    private static readonly FrozenSet<string> BackReferences = new[]
    {
        "he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "that", "those", "such", "but", "however", "yet",
        "so", "thus", "therefore", "instead", "also", "there", "here", "both", "neither", "another", "others",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The range of the sentence with the neighbours that it needs, among all sentences of its chunk.</summary>
    /// <param name="neighbours">All sentences of its chunk, in order.</param>
    public TextRange Cut(CandidateSentence sentence, IReadOnlyList<CandidateSentence> neighbours)
    {
        var range = sentence.Range;
        if (sentence.Position + 1 < neighbours.Count)
        {
            var after = neighbours[sentence.Position + 1];
            if (AreTogether(sentence, after) && Fits(range, after.Range, RefersBack(after) || Adds(after, sentence) || Completes(after, sentence)))
            {
                range = Join(range, after.Range);
            }
        }

        if (sentence.Position > 0)
        {
            var before = neighbours[sentence.Position - 1];
            if (AreTogether(before, sentence) && Fits(before.Range, range, RefersBack(sentence) || Adds(before, sentence)))
            {
                range = Join(before.Range, range);
            }
        }

        return range;
    }

    private static bool Adds(CandidateSentence neighbour, CandidateSentence sentence) => neighbour.Own.Without(sentence.Own).Count > 0;

    private bool Completes(CandidateSentence neighbour, CandidateSentence sentence) =>
        type != AnswerType.Any && !AnswerTypes.Fits(type, sentence, terms) && AnswerTypes.Fits(type, neighbour, terms);

    private static bool RefersBack(CandidateSentence sentence) =>
        sentence.Words.Count > 0 && BackReferences.Contains(sentence.Word(sentence.Words[0]));

    /// <summary>Whether both are in one paragraph or list.</summary>
    private static bool AreTogether(CandidateSentence first, CandidateSentence second) =>
        first.Unit.Block?.Kind is not (BlockKind.Row or BlockKind.Code)
        && first.Source.Version.Text.AsSpan(first.Range.End, second.Range.Start - first.Range.End).Count('\n') < 2;

    private static bool Fits(TextRange first, TextRange second, bool needed) =>
        second.End - first.Start <= (needed ? Longest : Comfortable);

    private static TextRange Join(TextRange first, TextRange second) => new(first.Start, second.End - first.Start);
}
