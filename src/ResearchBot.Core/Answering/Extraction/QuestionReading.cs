using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>A question beside the passages that were found for it: the units that may answer it, best first.</summary>
public sealed class QuestionReading
{
    /// <summary>What a unit loses that does not speak of the code that was asked: more than words can make up for.</summary>
    private const double OfAnother = 15;

    private readonly IReadOnlyList<Candidate> _read;

    private QuestionReading(string question, SearchResult found, QuestionTerms terms, AskedFor asked, IReadOnlyList<Candidate> read)
    {
        (Question, Found, Terms, Asked, _read) = (question, found, terms, asked, read);
        double[] compared = [.. read.Where(one => one.Cosine is not null).Select(one => (double)one.Cosine!.Value)];
        UsualMeaning = compared.Length == 0 ? null : compared.Average();
        var features = new UnitFeatures(terms, asked, found.Chunks, UsualMeaning);
        Ranked = Narrow([.. read.Select(one => one with { Score = features.Score(one) - (OfAnother * (1 - asked.Identifiers.ShareOfCodesIn(one))) })
            .OrderByDescending(one => one.Score)]);
    }

    /// <summary>Standing alone.</summary>
    public string Question { get; }

    public SearchResult Found { get; }

    internal QuestionTerms Terms { get; }

    internal AskedFor Asked { get; }

    /// <summary>Best first; ties in the order of the search and of the text.</summary>
    internal IReadOnlyList<Candidate> Ranked { get; }

    /// <summary>The mean similarity of the compared units to the question; null if none was compared.</summary>
    internal double? UsualMeaning { get; }

    /// <summary>The parts of the question, each read on its own; empty if it asks for one thing.</summary>
    public IReadOnlyList<ReadPart> Parts { get; private init; } = [];

    /// <summary>Whether units were compared with the question by meaning.</summary>
    public bool IsCompared => UsualMeaning is not null;

    /// <summary>Reads what was found, by words.</summary>
    public static QuestionReading Of(string question, SearchResult found)
    {
        var terms = new QuestionTerms(found, question);
        return new QuestionReading(question, found, terms, new AskedFor(question), new CandidateReader(terms).Read(found.Chunks));
    }

    /// <summary>The likeliest units as texts to compare with the question by meaning, best first.</summary>
    public IReadOnlyList<ComparedText> ToCompare(int most)
    {
        var languages = new Dictionary<RetrievedChunk, Language>(ReferenceEqualityComparer.Instance);
        foreach (var chunk in Found.Chunks)
        {
            languages[chunk] = LanguageRecogniser.Recognise(chunk.Text);
        }

        return [.. Ranked.Take(most).Select(one => new ComparedText(TextOf(one), languages[one.Source]))];
    }

    /// <summary>The same with the similarities of those texts, in their order; null for one that was not compared.</summary>
    public QuestionReading With(IReadOnlyList<float?> cosines)
    {
        if (cosines.All(cosine => cosine is null))
        {
            return this;
        }

        var compared = Ranked.Zip(cosines).ToDictionary(pair => (pair.First.Version.Document.Id, pair.First.Range), pair => pair.Second);
        return new QuestionReading(Question, Found, Terms, Asked, [.. _read.Select(one => one with { Cosine = compared.GetValueOrDefault((one.Version.Document.Id, one.Range)) })]);
    }

    /// <summary>The same with parts, and with what was found for them, the best of each first.</summary>
    public QuestionReading With(IReadOnlyList<ReadPart> parts, int most)
    {
        IReadOnlyList<RetrievedChunk>[] found = [.. parts.Select(one => one.Reading.Found.Chunks), Found.Chunks];
        var all = Enumerable.Range(0, most).SelectMany(rank => found.Where(chunks => rank < chunks.Count).Select(chunks => chunks[rank]))
            .DistinctBy(chunk => (chunk.Version.Document.Id, chunk.Chunk.Start)).Take(most);
        return new QuestionReading(Question, Found with { Chunks = [.. all] }, Terms, Asked, _read) { Parts = parts };
    }

    /// <summary>Puts an item in front of its list where it alone has all the words of the question that the list has.</summary>
    private List<Candidate> Narrow(List<Candidate> ranked)
    {
        if (ranked is not [{ Unit.Kind: UnitKind.List } list, ..] || Asked.Kind is QuestionKind.Listing or QuestionKind.Steps)
        {
            return ranked;
        }

        var (start, end) = (list.Range.Start, list.Range.End);
        var items = ranked.FindAll(one => one.Unit.Kind == UnitKind.Item && one.Version == list.Version && one.Range.Start >= start && one.Range.End <= end
            && one.Own.Count > 0 && list.Own.Without(one.Own.Or(one.Above)).Count == 0);
        return items is [var only] ? [only with { Score = list.Score }, .. ranked.Where(one => one != only)] : ranked;
    }

    /// <summary>A unit with what it stands under.</summary>
    private static string TextOf(Candidate candidate)
    {
        const int Longest = 400; // a longer text costs more than it tells
        var place = candidate.Version.Structure.At(candidate.Range.Start);
        var heading = place.Section is null ? candidate.Version.Document.Title : place.LastHeading();
        var statement = candidate.Statement;
        return $"{heading}\n{(statement.Length > Longest ? statement[..Longest] : statement)}";
    }
}

/// <summary>A part of a question beside what was found for it.</summary>
public sealed record ReadPart(QuestionPart Part, QuestionReading Reading);
