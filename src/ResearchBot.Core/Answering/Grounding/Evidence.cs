using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Grounding;

/// <summary>What a statement is compared with, read into words.</summary>
internal sealed class Evidence
{
    private const int LongestName = 6;
    private readonly HashSet<ulong> _terms = [];
    private readonly HashSet<ulong> _contextTerms = [];
    private readonly HashSet<ulong> _questionTerms;
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly HashSet<string> _joined = new(StringComparer.Ordinal);
    private readonly HashSet<string> _acronyms = new(StringComparer.Ordinal);
    private readonly HashSet<string> _initials = new(StringComparer.Ordinal);

    public Evidence(IReadOnlyList<GroundingQuote> quotes, string question)
    {
        var all = string.Join('\n', quotes.Select(quote => quote.Text));
        Language = LanguageRecogniser.Recognise(all);
        foreach (var quote in quotes)
        {
            var context = new GroundingText(quote.Context, Language, Language);
            Add(context, _contextTerms);
            foreach (var range in SentencesOf(quote.Text))
            {
                var sentence = new GroundingText(quote.Text.Substring(range.Start, range.Length), Language, Language);
                Sentences.Add(new QuotedSentence(sentence, context));
                Add(sentence, _terms);
            }
        }

        Question = new GroundingText(question, Language, Language);
        _questionTerms = Question.Terms;
    }

    public Language Language { get; }
    public List<QuotedSentence> Sentences { get; } = [];
    public GroundingText Question { get; }

    /// <summary>Whether a sentence contains the word in any form.</summary>
    public bool Says(GroundingWord word) => _terms.Contains(word.Term);

    /// <summary>Whether a sentence or its context contains the word in any form or spelling.</summary>
    public bool Knows(GroundingWord word) =>
        Says(word) || _contextTerms.Contains(word.Term) || _joined.Contains(word.Folded) || _stems.Contains(word.Stem) || IsAkin(word) || IsAcronym(word);

    /// <summary>Whether it is another spelling or form of one of their words.</summary>
    public bool IsSpelling(GroundingWord word) =>
        !_contextTerms.Contains(word.Term) && (_joined.Contains(word.Folded) || _stems.Contains(word.Stem) || IsAkin(word) || IsAcronym(word));

    /// <summary>Whether two neighbouring words of a statement are one word here ("South East").</summary>
    public bool KnowsJoined(GroundingWord one, GroundingWord next) => _joined.Contains(one.Folded + next.Folded);

    public bool IsAsked(GroundingWord word) => _questionTerms.Contains(word.Term);

    /// <summary>Whether a word with these letters is written in capitals.</summary>
    public bool HasAcronym(string folded) => _acronyms.Contains(folded);

    /// <summary>Undoes a split of the sentence splitter in "am 3. Oktober".</summary>
    private static List<TextRange> SentencesOf(string text)
    {
        var sentences = new List<TextRange>();
        foreach (var range in SentenceSplitter.Split(text))
        {
            if (sentences.Count > 0 && sentences[^1] is var last && last.Length > 1 && text[last.End - 1] == '.' && char.IsDigit(text[last.End - 2]))
            {
                sentences[^1] = new TextRange(last.Start, range.End - last.Start);
            }
            else
            {
                sentences.Add(range);
            }
        }

        return sentences;
    }

    private void Add(GroundingText text, HashSet<ulong> terms)
    {
        terms.UnionWith(text.Terms);
        for (var i = 0; i < text.Words.Count; i++)
        {
            var word = text.Words[i];
            _stems.Add(word.Stem);
            _joined.Add(word.Folded);
            if (i + 1 < text.Words.Count)
            {
                _joined.Add(word.Folded + text.Words[i + 1].Folded);
            }

            if (IsCapitals(word))
            {
                _acronyms.Add(word.Folded.Replace(".", "", StringComparison.Ordinal));
            }

            if (word.IsCapitalised)
            {
                AddInitials(text.Words, i);
            }
        }
    }

    private void AddInitials(IReadOnlyList<GroundingWord> words, int from)
    {
        var initials = "";
        for (var i = from; i < words.Count && initials.Length < LongestName; i++)
        {
            if (words[i].IsCapitalised)
            {
                initials += words[i].Folded[0];
                _initials.Add(initials);
            }
            else if (words[i].Kind != TokenKind.Stop)
            {
                break;
            }
        }
    }

    private bool IsAkin(GroundingWord word) =>
        word.Stem.Length >= 4 && word.Kind == TokenKind.Word && _stems.Any(stem => Math.Abs(stem.Length - word.Stem.Length) <= 3 && WordForm.AreAkin(stem, word.Stem));

    private bool IsAcronym(GroundingWord word) =>
        IsCapitals(word) && _initials.Contains(word.Folded.Replace(".", "", StringComparison.Ordinal));

    private static bool IsCapitals(GroundingWord word) =>
        word.Written.Length is > 1 and <= 2 * LongestName && word.Written.All(c => char.IsUpper(c) || c == '.');
}
