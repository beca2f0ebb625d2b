using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Search;

/// <summary>
/// Plain ASCII is read by a shorter way. The same text in full-width forms, or with a soft hyphen between letters, means
/// the same but goes the long way, so both must give the same terms.
/// </summary>
public sealed class ShortWayTests
{
    private static Gen<string> Texts => Gen.OneOf(
        RandomText.Any,
        Gen.OneOf(Gen.Choose(0, 127), Gen.Choose('a', 'f'), Gen.Choose(0, char.MaxValue)).Select(c => (char)c).ArrayOf().Select(text => new string(text)));

    [Fact]
    public void Runs_of_four_characters_are_the_same_by_the_short_way_and_the_long() =>
        Properties.Holds(Texts, text => GramsOf(text).ShouldBe(GramsOf(Widen(text))), cases: 500);

    [Fact]
    public void Words_are_the_same_by_the_short_way_and_the_long() =>
        Properties.Holds(Texts, text => TermsOf(text).ShouldBe(TermsOf(Hyphenate(text))), cases: 500);

    private static string Widen(string text) =>
        string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? (char)(c + 0xFEE0) : c < 128 ? '\u2014' : c));

    private static string Hyphenate(string text) =>
        string.Concat(text.Select((c, i) => i > 0 && char.IsAsciiLetter(c) && char.IsAsciiLetter(text[i - 1]) ? $"\u00AD{c}" : $"{c}"));

    private static List<ulong> GramsOf(string text)
    {
        var grams = new List<ulong>();
        var reader = new GramReader(text);
        while (reader.Next(out var gram))
        {
            grams.Add(gram);
        }

        return grams;
    }

    private static List<(ulong, TokenKind)> TermsOf(string text)
    {
        var terms = new List<(ulong, TokenKind)>();
        var reader = new TokenReader(text, Language.English);
        while (reader.Next(out var token))
        {
            terms.Add((token.Term, token.Kind));
        }

        return terms;
    }
}
