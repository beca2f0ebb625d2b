using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Proof;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>Bar: of the sentences of clapnq-dev's reference answers, people's own words over their gold sentences, at most 10 % are dropped.</summary>
public sealed partial class ReferenceAnswersTests(ITestOutputHelper output)
{
    [Fact]
    public void People_s_own_answers_are_kept_over_the_sentences_that_they_chose()
    {
        var (all, dropped) = (new int[2], new int[2]);
        foreach (var (half, sentence, quotes, question) in Sentences())
        {
            all[half]++;
            if (StatementProof.Check(sentence, quotes, question) is { } fault)
            {
                dropped[half]++;
                output.WriteLine($"{fault.Kind} [{fault.Word}] {sentence}");
            }
        }

        output.WriteLine($"even, on which it was fitted: {dropped[0]} of {all[0]} dropped; odd, held out: {dropped[1]} of {all[1]}");
        all.Sum().ShouldBeGreaterThan(900);
        ((double)dropped.Sum() / all.Sum()).ShouldBeLessThanOrEqualTo(0.10);
    }

    /// <summary>Without the question whose answer has no gold sentence at all.</summary>
    private static IEnumerable<(int Half, string Sentence, ProofQuote[] Quotes, string Question)> Sentences()
    {
        const string Set = "clapnq-dev";
        var questions = DataSentences.Lines(Set, "queries.jsonl").Select(line => JsonElement.Parse(line))
            .ToDictionary(query => query.GetProperty("id").GetString()!, query => query.GetProperty("text").GetString()!);
        var documents = DataSentences.Lines(Set, "corpus.jsonl").Select(line => JsonElement.Parse(line))
            .ToDictionary(document => document.GetProperty("id").GetString()!);
        foreach (var (line, i) in DataSentences.Lines(Set, "answers.jsonl").Select((line, i) => (line, i)))
        {
            var answer = JsonElement.Parse(line);
            var document = documents[answer.GetProperty("doc_id").GetString()!];
            var gold = Strings(answer, "answers").Where(sentence => sentence.Trim().Length > 0).ToArray();
            var sentences = Strings(document, "sentences").ToList();
            ProofQuote[] quotes = [.. gold.Select(text => new ProofQuote(
                text, $"{document.GetProperty("title").GetString()}\n{(sentences.IndexOf(text) is > 0 and var at ? sentences[at - 1] : "")}"))];
            foreach (var sentence in Strings(answer, "reference").SelectMany(text => End().Split(text)).Where(text => text.Any(char.IsLetter) && gold.Length > 0))
            {
                yield return (i % 2, sentence.Trim(), quotes, questions[answer.GetProperty("query_id").GetString()!]);
            }
        }
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    [GeneratedRegex(@"(?<=[^A-Z. ]{2} ?[.!?]( ?''| ?"")?)\s+(?=[A-Z`""])|\n+")]
    private static partial Regex End();
}
