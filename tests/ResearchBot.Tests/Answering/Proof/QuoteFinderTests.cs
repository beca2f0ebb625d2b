using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Answering.Grounding;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>Bar: a quote that is not in the text is never found, one whose spacing, quotation marks and dashes differ always is.</summary>
public sealed class QuoteFinderTests
{
    private static readonly string[] Sets = ["clapnq-dev", "xquad-en", "xquad-de", "xquad-ru", "xquad-zh"];
    private static readonly string[] Spaces = [" ", "  ", "\n", "\r\n", "\u00A0", " \n ", "\u2009", "\t"];
    private static readonly string[] QuotationMarks = ["\"", "“", "”", "„", "«"];
    private static readonly string[] Dashes = ["–", "—", "-", "\u2011"];

    [Theory]
    [InlineData("He said “it’s  safe” – twice.", "He said \"it's safe\" - twice.")]
    [InlineData("He said ``it's safe'' -- twice.", "He said “it’s safe” — twice.")]
    [InlineData("A line that\nwraps here.", "A line that wraps here.")]
    [InlineData("防守只丢了\n三百分。", "防守只丢了三百分。")]
    [InlineData("防守只丢了三百分。", "防守只丢了\n三百分。")]
    [InlineData("A co\u00ADoper\u00ADative person.", "A cooperative person.")]
    [InlineData("A\u00A0thin\u2009space here.", "A thin space here.")]
    [InlineData("«Да», — сказал он.", "„Да“, – сказал он.")]
    public void Other_spaces_quotation_marks_and_dashes_are_the_same(string text, string quote) => Found(text, quote).ShouldBe(text);

    [Theory]
    [InlineData("It is unsafe to go there.", "safe to go there")]
    [InlineData("It is safe to go there.", "It is Safe to go")]
    [InlineData("It is safe to go there.", "It is safe ... there.")]
    [InlineData("It is safe to go there.", "It is safe … there.")]
    [InlineData("It is safe to go there.", "It issafe to go there.")]
    [InlineData("It is safe to go there.", "It is safe to-go there.")]
    [InlineData("It was -5 degrees there.", "It was 5 degrees there.")]
    [InlineData("Sein Straßenname war naïve.", "Sein Strassenname war naive.")]
    [InlineData("The year was 2014 there.", "year was 201")]
    [InlineData("Any text.", "")]
    [InlineData("Any text.", " \n")]
    [InlineData("Any \"text\".", "\"")]
    [InlineData("Here it is and there it is.", "it is")]
    public void Anything_else_is_not(string text, string quote) => Found(text, quote).ShouldBeNull();

    [Fact]
    public void A_short_quote_is_found_where_it_stands_once_and_a_long_one_where_it_stands_first()
    {
        Found("Entry is free. Beware.", "Beware.").ShouldBe("Beware.");
        QuoteFinder.Find("One two three. One two three.", "one two three", new TextRange(0, 29)).ShouldBeNull();
        QuoteFinder.Find("One two three. One two three.", "One two three.", new TextRange(0, 29)).ShouldBe(new TextRange(0, 14));
        QuoteFinder.Find("One two three. One two three.", "One two three.", new TextRange(5, 24)).ShouldBe(new TextRange(15, 14));
    }

    [Fact]
    public void A_quote_with_changed_spacing_and_typography_is_found_at_its_offsets() =>
        Properties.Holds(
            from text in RandomText.WithLineEnds
            from start in Gen.Choose(0, 10_000)
            from length in Gen.Choose(1, 200)
            from seed in Gen.Choose(0, int.MaxValue)
            select (text, start, length, seed),
            input =>
            {
                var (text, start, length, seed) = input;
                var words = WordsOf(text);
                if (words.Count == 0)
                {
                    return;
                }

                var first = words[start % words.Count];
                var last = words[Math.Min(words.Count - 1, (start % words.Count) + length)];
                var original = text[first.Start..last.End];
                var found = QuoteFinder.Find(text, Typeset(original, new System.Random(seed)), new TextRange(0, text.Length));
                if (found is { } range)
                {
                    Plain(text.Substring(range.Start, range.Length)).ShouldBe(Plain(original));
                    range.Start.ShouldBeLessThanOrEqualTo(first.Start + original.TakeWhile(c => char.IsWhiteSpace(c) || c is '\u200B' or '\u2060' or '\uFEFF' or '\u00AD').Count());
                    char.IsWhiteSpace(text[range.Start]).ShouldBeFalse();
                    char.IsWhiteSpace(text[range.End - 1]).ShouldBeFalse();
                }
                else
                {
                    // Nothing to read, or a short quote that stands in several places.
                    original.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(c => char.IsLetterOrDigit(c) || char.IsSurrogate(c))).ShouldBeLessThan(3, original);
                }
            },
            cases: TestScale.Of(5_000));

    [Fact]
    public void Sentences_of_the_open_sets_are_found_in_other_typography_and_never_when_invented()
    {
        var random = new System.Random(8);
        var sentences = Sets.SelectMany(DataSentences.Of).ToArray();
        for (var i = 0; i < TestScale.Of(5_000); i++)
        {
            var sentence = sentences[random.Next(sentences.Length)];
            var other = sentences[random.Next(sentences.Length)];
            var text = $"{sentence.Before} {sentence.Text} The end.";
            Found(text, Typeset(sentence.Text, random)).ShouldBe(sentence.Text);
            if (!other.Text.Contains(sentence.Text, StringComparison.Ordinal) && other.Document != sentence.Document)
            {
                Found(text, other.Text).ShouldBeNull();
                Found(text, $"{sentence.Text} {other.Text}").ShouldBeNull();
                Found(text, Invent(sentence.Text, other.Text, random)).ShouldBeNull();
            }
        }
    }

    private static string? Found(string text, string quote) =>
        QuoteFinder.Find(text, quote, new TextRange(0, text.Length)) is { } range ? text.Substring(range.Start, range.Length) : null;

    /// <summary>One word of the quote is another one's, or gone.</summary>
    private static string Invent(string text, string other, System.Random random)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 4)
        {
            return text[..(text.Length / 3)] + text[(text.Length / 2)..] + other[0];
        }

        var at = 1 + random.Next(words.Length - 2);
        return string.Join(' ', words[..at]) + " " + (random.Next(2) == 0 ? "" : "Zebra ") + string.Join(' ', words[(at + 1)..]) + (words.Distinct().Count() == words.Length ? "" : " zebra");
    }

    /// <summary>White space of another kind, quotation marks and dashes of other kinds.</summary>
    private static string Typeset(string text, System.Random random)
    {
        var typeset = new System.Text.StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsWhiteSpace(c))
            {
                var end = i;
                while (end + 1 < text.Length && char.IsWhiteSpace(text[end + 1]))
                {
                    end++;
                }

                typeset.Append(Spaces[random.Next(Spaces.Length)]);
                i = end;
            }
            else
            {
                typeset.Append(c switch
                {
                    '\'' or '’' or '‘' when !IsQuotationMark(text, i - 1) && !IsQuotationMark(text, i + 1) => random.Next(2) == 0 ? "'" : "’",
                    '"' or '“' or '”' => QuotationMarks[random.Next(QuotationMarks.Length)],
                    '–' or '—' or '-' when !IsDash(text, i - 1) && !IsDash(text, i + 1) => Dashes[random.Next(Dashes.Length)],
                    _ => c.ToString(),
                });
            }
        }

        return typeset.ToString();
    }

    private static bool IsQuotationMark(string text, int at) => at >= 0 && at < text.Length && text[at] is '\'' or '`' or '’' or '‘';

    private static bool IsDash(string text, int at) => at >= 0 && at < text.Length && text[at] is '-' or '–' or '—';

    private static string Plain(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c is not ('\u200B' or '\u00AD')).Select(c => c switch { '“' or '”' or '„' or '«' or '’' or '\'' => '"', '—' or '–' => '-', _ => c }));

    private static List<TextRange> WordsOf(string text)
    {
        var words = new List<TextRange>();
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsWhiteSpace(text[i]) && (i == 0 || char.IsWhiteSpace(text[i - 1])))
            {
                var end = i;
                while (end < text.Length && !char.IsWhiteSpace(text[end]))
                {
                    end++;
                }

                words.Add(new TextRange(i, end - i));
            }
        }

        return words;
    }
}
