using System.Collections.Frozen;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>Chooses how much of the text around a unit a reader needs.</summary>
internal sealed class ExcerptCutter(QuestionTerms terms, AskedFor asked)
{
    private const int Longest = 800;

    /// <summary>Neighbours that are not needed are quoted too up to this length, to guard against misreading.</summary>
    private const int Comfortable = 600;

    /// <summary>A list up to this length is quoted whole with the item that was found.</summary>
    private const int LongestListOfItem = 900;

    private static readonly FrozenSet<string> BackReferences = new[]
    {
        "he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "that", "those", "such", "but", "however", "yet",
        "so", "thus", "therefore", "instead", "also", "there", "here", "both", "neither", "another", "others",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The range of the candidate with the neighbours that it needs.</summary>
    /// <param name="neighbours">All candidates of its chunk, in order.</param>
    public TextRange Cut(Candidate candidate, IReadOnlyList<Candidate> neighbours)
    {
        var range = Whole(candidate);
        var place = neighbours.TakeWhile(other => other.Position != candidate.Position).Count();
        var (before, after) = (place, place);
        var (goesBack, goesOn) = (true, true);
        while (goesOn || goesBack)
        {
            goesOn = goesOn && TryJoin(neighbours, ref after, 1, candidate, ref range);
            goesBack = goesBack && TryJoin(neighbours, ref before, -1, candidate, ref range);
        }

        return range;
    }

    private bool TryJoin(IReadOnlyList<Candidate> neighbours, ref int at, int step, Candidate candidate, ref TextRange range)
    {
        if (at + step < 0 || at + step >= neighbours.Count)
        {
            return false;
        }

        var (edge, next) = (neighbours[at], neighbours[at + step]);
        var joined = Join(range, Whole(next));
        var isNeeded = step > 0
            ? RefersBack(next) || Adds(next, candidate) || Completes(next, candidate) || next.Unit.Kind is UnitKind.Code or UnitKind.List
            : RefersBack(edge) || Adds(next, candidate);
        if (joined.Length > (isNeeded ? Longest : Comfortable) || !AreTogether(range, Whole(next), candidate.Version))
        {
            return false;
        }

        (range, at) = (joined, at + step);
        return true;
    }

    /// <summary>The unit with its lead-in or its whole list, where they stand together and are short.</summary>
    private static TextRange Whole(Candidate candidate)
    {
        var (unit, structure) = (candidate.Unit, candidate.Version.Structure);
        if (unit.Block is not { } index || unit.Kind is not (UnitKind.Item or UnitKind.Code or UnitKind.Row))
        {
            return unit.Range;
        }

        var (first, last, blocks) = (index, index, structure.Blocks);
        if (unit.Kind is UnitKind.Item)
        {
            while (last + 1 < blocks.Count && blocks[last + 1].Kind == BlockKind.Item && !blocks[last + 1].Hidden)
            {
                last++;
            }
        }

        while (first > 0 && blocks[first - 1].Kind == blocks[index].Kind && unit.Kind is UnitKind.Item or UnitKind.Row && !blocks[first - 1].Hidden)
        {
            first--;
        }

        var start = blocks[first].Under == first - 1 && first > 0 && !blocks[first - 1].Hidden
            ? unit.LeadIn is { } leadIn && leadIn.End <= blocks[first].Start && leadIn.Start >= blocks[first - 1].Start ? leadIn.Start : blocks[first - 1].Start
            : blocks[first].Start;
        var whole = new TextRange(start, Math.Max(unit.Range.End, blocks[last].End) - start);
        return whole.Length <= LongestListOfItem ? whole : unit.Range;
    }

    private static bool Adds(Candidate neighbour, Candidate candidate) => neighbour.Own.Without(candidate.Own).Count > 0;

    private bool Completes(Candidate neighbour, Candidate candidate) =>
        asked.Kind != QuestionKind.Any && !QuestionKinds.Fits(asked.Kind, candidate, terms) && QuestionKinds.Fits(asked.Kind, neighbour, terms);

    private static bool RefersBack(Candidate candidate) =>
        candidate.Words.Count > 0 && BackReferences.Contains(candidate.Word(candidate.Words[0]));

    /// <summary>Whether both are in one section, with nothing between them but space and a bullet.</summary>
    private static bool AreTogether(TextRange range, TextRange other, DocumentVersion version)
    {
        var structure = version.Structure;
        var (first, last) = (Math.Min(range.Start, other.Start), Math.Max(range.End, other.End));
        if (structure.At(first).Section is null && version.Text.AsSpan(first, last - first).IndexOf("\n\n") >= 0)
        {
            return false; // without headings paragraphs may be about anything
        }

        for (var i = structure.BlockAt(first); i < structure.Blocks.Count && structure.Blocks[i].Start < last; i++)
        {
            var block = structure.Blocks[i];
            if (block.Start > first && (block.IsHeading || block.Hidden || block.Kind is BlockKind.Question or BlockKind.Navigation or BlockKind.Metadata))
            {
                return false;
            }
        }

        return true;
    }

    private static TextRange Join(TextRange one, TextRange other)
    {
        var start = Math.Min(one.Start, other.Start);
        return new TextRange(start, Math.Max(one.End, other.End) - start);
    }
}
