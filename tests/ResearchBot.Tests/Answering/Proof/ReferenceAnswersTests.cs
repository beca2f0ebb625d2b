using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Grounding;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>Bar: of the sentences of clapnq-dev's reference answers at most 10 % are dropped; with one thing changed, 95 % are.</summary>
public sealed partial class ReferenceAnswersTests(ITestOutputHelper output)
{
    private static readonly Dictionary<string, double> Bars =
        new() { ["figure"] = 0.97, ["unit"] = 0.93, ["name"] = 0.91, ["date"] = 0.97, ["negation"] = 0.85, ["subject"] = 0.95 };

    [Fact]
    public void People_s_own_answers_are_kept_over_the_sentences_that_they_chose()
    {
        var (all, dropped) = (new int[2], new int[2]);
        foreach (var answer in ReferenceAnswers.Read())
        {
            all[answer.Half]++;
            if (GroundingCheck.Check(answer.Sentence, answer.Quotes, answer.Question) is { } fault)
            {
                dropped[answer.Half]++;
                output.WriteLine($"{fault.Kind} [{fault.Word}] {answer.Sentence}");
            }
        }

        // Both halves were looked at where the rules were found; neither is held out.
        output.WriteLine($"even: {dropped[0]} of {all[0]} dropped; odd: {dropped[1]} of {all[1]}");
        all.Sum().ShouldBeGreaterThan(900);
        ((double)dropped[0] / all[0]).ShouldBeLessThanOrEqualTo(0.10);
        ((double)dropped[1] / all[1]).ShouldBeLessThanOrEqualTo(0.10);
    }

    [Fact]
    public void A_paraphrase_with_one_thing_changed_is_dropped()
    {
        var paraphrases = new Dictionary<DataSentence, ReferenceAnswer>();
        foreach (var answer in ReferenceAnswers.Read().Where(answer => answer.Sentence.Length is >= 30 and <= 320 && IsParaphrase(answer) && answer.IsKept))
        {
            var title = answer.Quotes[0].Context.Split('\n')[0];
            paraphrases[new DataSentence("clapnq-dev", title, title, answer.Question, answer.Sentence)] = answer;
        }

        paraphrases.Count.ShouldBeGreaterThan(100);
        var changer = new StatementChanger(paraphrases.Keys, seed: 9);
        var (all, dropped) = (0, 0);
        foreach (var kind in StatementChanger.Kinds)
        {
            var changes = changer.Make(kind, TestScale.Of(170, part: 2)).DistinctBy(change => change.Text).Where(change => !TakesAskedWord(change, paraphrases[change.Source].Question)).ToArray();
            var kept = changes.Where(change => paraphrases[change.Source] with { Sentence = change.Text } is { IsKept: true }).ToArray();
            output.WriteLine($"{kind}: {changes.Length - kept.Length} of {changes.Length} dropped");
            foreach (var change in kept)
            {
                output.WriteLine($"kept ({kind}): {change.Text}\n    {change.Source.Text}");
            }

            (1 - ((double)kept.Length / changes.Length)).ShouldBeGreaterThanOrEqualTo(Bars[kind], kind);
            (all, dropped) = (all + changes.Length, dropped + changes.Length - kept.Length);
        }

        ((double)dropped / all).ShouldBeGreaterThanOrEqualTo(0.95);
    }

    /// <summary>It shares at most four in five of its pairs of words with its quotes.</summary>
    private static bool IsParaphrase(ReferenceAnswer answer)
    {
        var quoted = answer.Quotes.SelectMany(quote => Pairs(quote.Text)).ToHashSet();
        var own = Pairs(answer.Sentence).ToArray();
        return own.Count(quoted.Contains) <= 0.8 * own.Length;
    }

    /// <summary>What the question calls it, it may be called: the statement may still be true.</summary>
    private static bool TakesAskedWord(ChangedStatement change, string question) =>
        Word().Matches(change.Text).Any(word => word.Length >= 4
            && !Word().Matches(change.Source.Text).Any(other => other.Value == word.Value) && question.Contains(word.Value, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> Pairs(string text)
    {
        var words = Word().Matches(text.ToLowerInvariant()).Select(match => match.Value).ToArray();
        return words.Zip(words.Skip(1), (one, next) => $"{one} {next}");
    }

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
