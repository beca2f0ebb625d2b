using ResearchBot.Core.Text;

namespace ResearchBot.Tests.Text;

public sealed class TokenReaderTests
{
    [Theory]
    [InlineData("The flights", "flight")]
    [InlineData("Khamenei’s bet, Khamenei's bet", "khamenei khamenei bet bet")]
    [InlineData("Shi’ite Shi'ite Shiite", "shiite shiite shiite")]
    [InlineData("U.S. US U.S.", "us us us")]
    [InlineData("Nicolás Maduro", "nicolas maduro")]
    [InlineData("Straße STRASSE", "strasse strasse")]
    [InlineData("ＡＢＣ１２ abc12", "abc12 abc12")]
    [InlineData("3,559 people", "3559 people")]
    [InlineData("auto\u00ADmatic mi\u200Cteur", "automatic miteur")]
    [InlineData("й и\u0306", "й й")]
    [InlineData("ё е", "е е")]
    public void Different_writings_of_a_word_are_one_term(string text, string same)
    {
        var expected = TermsOf(same);
        TermsOf(text).Distinct().Order().ShouldBe(expected.Distinct().Order());
    }

    [Fact]
    public void Letters_part_from_digits_and_the_whole_counts_too()
    {
        var tokens = Read("in FY2018 it");
        tokens.Select(token => token.Kind).ShouldBe([TokenKind.Stop, TokenKind.Word, TokenKind.Number, TokenKind.Compound, TokenKind.Stop]);
        tokens[3].Length.ShouldBe("FY2018".Length);
    }

    [Theory]
    [InlineData("maxRetryCount", "max retry count")]
    [InlineData("max_retry_count", "max retry count")]
    [InlineData("HTTPResponseCache", "HTTP response cache")]
    [InlineData("server.port", "server port")]
    [InlineData("k8s", "k 8")]
    [InlineData("v2.3.1", "v 2 3 1")]
    [InlineData("E-0714", "e 0714")]
    public void A_name_has_the_words_of_its_parts_and_the_whole(string name, string parts)
    {
        var tokens = Read(name, Language.English);
        tokens[^1].Kind.ShouldBe(TokenKind.Compound);
        tokens[^1].Length.ShouldBe(name.Length);
        tokens.Where(token => token.Kind is not (TokenKind.Compound or TokenKind.Stop)).Select(token => token.Term).ShouldBe(TermsOf(parts, Language.English));
    }

    [Theory]
    [InlineData("maxRetryCount", "max_retry_count")]
    [InlineData("maxRetryCount", "maxretrycount")]
    [InlineData("WiFi", "wifi")]
    [InlineData("GitHub", "Github")]
    [InlineData("E-0714", "E0714")]
    [InlineData("+49 8382 555 0147", "+4983825550147")]
    [InlineData("08382 5550147", "+49 8382 555-0147")]
    [InlineData("12 500", "12,500")]
    public void A_whole_name_or_number_is_one_term_however_it_is_written(string one, string other) =>
        TermsOf(one, Language.English).Intersect(TermsOf(other, Language.English)).ShouldNotBeEmpty();

    [Theory]
    [InlineData("C++", "C#")]
    [InlineData("C++", "C")]
    [InlineData("C#", "C")]
    [InlineData("A+", "C+")]
    [InlineData("2.10.1", "2.1.10")]
    [InlineData("R&D", "RD")]
    [InlineData("+49 8382 555 0147", "+49 8382 555 0148")]
    public void Names_that_differ_in_a_sign_or_a_digit_are_different_terms(string one, string other) =>
        TermsOf(one, Language.English)[^1].ShouldNotBe(TermsOf(other, Language.English)[^1]);

    [Theory]
    [InlineData("where is the IT desk", "IT")]
    [InlineData("What does WHO recommend?", "WHO")]
    [InlineData("which grade A needs", "A")]
    [InlineData("the US office", "US")]
    public void A_stop_word_in_capitals_amid_other_words_is_a_name(string text, string name) =>
        Read(text, Language.English).ShouldContain(token => token.Kind == TokenKind.Word && text.Substring(token.Start, token.Length) == name);

    [Theory]
    [InlineData("DO NOT ENTER IT", "IT")]
    [InlineData("at 9 AM we open", "AM")]
    [InlineData("what do I need", "I")]
    [InlineData("A desk is free", "A")]
    [InlineData("where is it", "it")]
    public void A_stop_word_among_capitals_or_after_a_number_stays_one(string text, string word) =>
        Read(text, Language.English).ShouldContain(token => token.Kind == TokenKind.Stop && text.Substring(token.Start, token.Length) == word);

    [Theory]
    [InlineData("iPhone")]
    [InlineData("URLs")]
    [InlineData("Ctrl+C")]
    [InlineData("well-known")]
    public void Other_words_have_no_whole(string text) => Read(text, Language.English).ShouldNotContain(token => token.Kind == TokenKind.Compound);

    [Fact]
    public void Scripts_without_spaces_become_pairs_of_characters()
    {
        Read("黑豹队 x").Count(token => token.Kind == TokenKind.Pair).ShouldBe(2);
        Read("黑").Single().Length.ShouldBe(1);
    }

    [Fact]
    public void Words_that_only_carry_grammar_say_nothing_in_their_own_language()
    {
        KindsIn("die Wärme", Language.German).ShouldBe([TokenKind.Stop, TokenKind.Word]);
        KindsIn("die warm", Language.English).ShouldBe([TokenKind.Word, TokenKind.Word]);
        KindsIn("the warmth", Language.German).ShouldBe([TokenKind.Word, TokenKind.Word]);
        KindsIn("чья the весна", Language.Russian).ShouldBe([TokenKind.Stop, TokenKind.Stop, TokenKind.Word]);
        KindsIn("谁的黑豹", Language.Chinese).ShouldBe([TokenKind.Stop, TokenKind.Stop, TokenKind.Pair]);
    }

    [Fact]
    public void A_word_is_another_in_another_language_and_a_number_is_not()
    {
        var german = Read("number 50", Language.German);
        var english = Read("number 50", Language.English);
        german[0].Term.ShouldNotBe(english[0].Term);
        german[1].Term.ShouldBe(english[1].Term);
        Read("numb", Language.English)[0].Term.ShouldNotBe(german[0].Term, "one is not the other, though the stems have the same letters");
    }

    [Fact]
    public void Combining_marks_stay_in_their_word() => Read("हिन्दी में").Count.ShouldBe(2);

    [Fact]
    public void Tokens_stand_in_the_text_in_order_whatever_it_holds() =>
        Properties.Holds(RandomText.Any, text =>
        {
            var end = 0;
            foreach (var token in Read(text).Where(token => token.Kind != TokenKind.Compound))
            {
                token.Length.ShouldBeGreaterThan(0);
                (token.Kind == TokenKind.Pair || token.Start >= end).ShouldBeTrue();
                end = token.Start + token.Length;
                end.ShouldBeLessThanOrEqualTo(text.Length);
            }
        });

    private static List<Token> Read(string text, Language language = Language.Unknown)
    {
        var tokens = new List<Token>();
        var reader = new TokenReader(text, language);
        while (reader.Next(out var token))
        {
            tokens.Add(token);
        }

        return tokens;
    }

    private static TokenKind[] KindsIn(string text, Language language) => [.. Read(text, language).Select(token => token.Kind)];

    private static List<ulong> TermsOf(string text, Language language = Language.Unknown) =>
        [.. Read(text, language).Where(token => token.Kind != TokenKind.Stop).Select(token => token.Term)];
}
