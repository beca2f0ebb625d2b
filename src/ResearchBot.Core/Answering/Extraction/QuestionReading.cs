using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>A question beside the passages that were found for it: the units that may answer it, best first.</summary>
public sealed class QuestionReading
{
    private readonly IReadOnlyList<Candidate> _read;

    private QuestionReading(string question, SearchResult found, QuestionTerms terms, AskedFor asked, IReadOnlyList<Candidate> read)
    {
        (Question, Found, Terms, Asked, _read) = (question, found, terms, asked, read);
        double[] compared = [.. read.Where(one => one.Cosine is not null).Select(one => (double)one.Cosine!.Value)];
        UsualMeaning = compared.Length == 0 ? 0 : compared.Average();
        IsCompared = compared.Length > 0;
        var features = new UnitFeatures(terms, asked, found.Chunks, IsCompared ? UsualMeaning : null);
        Ranked = [.. read.Select(one => one with { Score = features.Score(one) }).OrderByDescending(one => one.Score)];
    }

    /// <summary>Standing alone.</summary>
    public string Question { get; }

    public SearchResult Found { get; }

    internal QuestionTerms Terms { get; }

    internal AskedFor Asked { get; }

    /// <summary>Best first; ties in the order of the search and of the text.</summary>
    internal IReadOnlyList<Candidate> Ranked { get; }

    /// <summary>The mean similarity of the compared units to the question; 0 if none was compared.</summary>
    internal double UsualMeaning { get; }

    /// <summary>Whether units were compared with the question by meaning.</summary>
    public bool IsCompared { get; }

    /// <summary>Reads what was found, by words.</summary>
    public static QuestionReading Of(string question, SearchResult found)
    {
        var terms = new QuestionTerms(found, question);
        return new QuestionReading(question, found, terms, new AskedFor(question), new CandidateReader(terms).Read(found.Chunks));
    }

    /// <summary>The likeliest units as texts to compare with the question by meaning, best first.</summary>
    public IReadOnlyList<ComparedText> ToCompare(int most) => [.. Ranked.Take(most).Select(one => new ComparedText(TextOf(one), LanguageRecogniser.Recognise(one.Source.Text)))];

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

    /// <summary>A unit with what it stands under.</summary>
    private static string TextOf(Candidate candidate)
    {
        const int Longest = 400; // a longer text costs more than it tells
        var section = candidate.Version.Structure.At(candidate.Range.Start).Section;
        var heading = section is null ? candidate.Version.Document.Title : section[(section.LastIndexOf(" > ", StringComparison.Ordinal) is var at && at < 0 ? 0 : at + 3)..];
        var statement = candidate.Statement;
        return $"{heading}\n{(statement.Length > Longest ? statement[..Longest] : statement)}";
    }
}
