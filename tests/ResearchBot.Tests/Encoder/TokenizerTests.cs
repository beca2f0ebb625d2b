using FsCheck;
using FsCheck.Fluent;
using ResearchBot.Encoder.Tokens;
using ResearchBot.Encoder.Weights;

namespace ResearchBot.Tests.Encoder;

/// <summary>What holds for the pieces of any text.</summary>
public sealed class TokenizerTests
{
    private static readonly Gen<string> AnyUnits =
        Gen.Choose(0, 300).SelectMany(count => Gen.Choose(0, 0xFFFF).ListOf(count)).Select(units => string.Concat(units.Select(unit => (char)unit)));

    private readonly Tokenizer _tokenizer;
    private readonly Vocabulary _vocabulary;

    public TokenizerTests()
    {
        LoadedEncoder.SkipWithoutWeights();
        _vocabulary = new Vocabulary(WeightFiles.Read(LoadedEncoder.Folder, "vocab.json"));
        _tokenizer = new Tokenizer(_vocabulary);
    }

    [Fact]
    public void Any_units_give_pieces_of_the_vocabulary_and_no_two_unknown_ones_in_a_row() => Properties.Holds(AnyUnits, text =>
    {
        var pieces = Pieces(text);
        pieces.ShouldAllBe(piece => piece >= 0 && piece < _vocabulary.Count);
        pieces.Zip(pieces.Skip(1)).ShouldNotContain((0, 0));
        (pieces.Count == 0).ShouldBe(text.Length == 0);
    });

    [Fact]
    public void Written_text_gives_pieces_and_the_same_again() => Properties.Holds(RandomText.Any, text => Pieces(text).ShouldBe(Pieces(text)));

    [Fact]
    public void The_pieces_of_known_characters_cover_the_text_without_gap() => Properties.Holds(
        Gen.Elements([.. "abcdefghijklmnopqrstuvwxyzABC0123456789 .,'-:/()"]).ListOf().Select(list => string.Concat(list)),
        text =>
        {
            var pieces = Pieces(text);
            pieces.ShouldNotContain(0);
            pieces.Sum(_vocabulary.Length).ShouldBe(text.Length == 0 ? 0 : text.Length + 1);
        });

    [Fact]
    public void Spaces_of_any_kind_cut_in_the_same_places() => Pieces("the\u00A0cat\u3000sat").ShouldBe(Pieces("the cat sat"));

    private List<int> Pieces(string text)
    {
        var pieces = new List<int>();
        _tokenizer.Tokenize(text, pieces);
        return pieces;
    }
}
