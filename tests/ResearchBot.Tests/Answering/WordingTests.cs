using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Tests.Answering;

public sealed partial class WordingTests
{
    [Fact]
    public void Every_language_has_every_phrase_with_the_same_to_fill_in()
    {
        AnswerWording.Languages.ShouldBe(["en", "de"]);
        foreach (var language in AnswerWording.Languages)
        {
            foreach (var phrase in Enum.GetValues<Phrase>())
            {
                var words = AnswerWording.Of(language)[phrase];
                words.ShouldNotBeNullOrWhiteSpace();
                Gaps(words).ShouldBe(Gaps(AnswerWording.Of("en")[phrase]), $"{language} {phrase}");
            }
        }
    }

    [Fact]
    public void Every_language_can_be_chosen() =>
        AnswerWording.Languages.ShouldAllBe(language => SettingCatalog.Language.Read(language) == language);

    private static IEnumerable<string> Gaps(string words) => Gap().Matches(words).Select(match => match.Value).Order();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Gap();
}
