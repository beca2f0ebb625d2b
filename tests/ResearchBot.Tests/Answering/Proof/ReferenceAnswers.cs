using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchBot.Core.Answering.Grounding;

namespace ResearchBot.Tests.Answering.Proof;

/// <summary>The sentences of clapnq-dev's reference answers: people's own words over the sentences that they chose.</summary>
internal static partial class ReferenceAnswers
{
    private const string Set = "clapnq-dev";

    /// <summary>Without the question whose answer has no gold sentence at all, and without "NA", which says that there is no answer.</summary>
    public static IEnumerable<ReferenceAnswer> Read()
    {
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
            GroundingQuote[] quotes = [.. gold.Select(text => new GroundingQuote(
                text, $"{document.GetProperty("title").GetString()}\n{(sentences.IndexOf(text) is > 0 and var at ? sentences[at - 1] : "")}"))];
            foreach (var sentence in Strings(answer, "reference").SelectMany(text => End().Split(text)).Select(text => text.Trim()))
            {
                if (sentence.Contains(' ') && sentence.Any(char.IsLetter) && gold.Length > 0)
                {
                    yield return new ReferenceAnswer(i % 2, sentence, quotes, questions[answer.GetProperty("query_id").GetString()!]);
                }
            }
        }
    }

    private static IEnumerable<string> Strings(JsonElement element, string name) => element.GetProperty(name).EnumerateArray().Select(item => item.GetString()!);

    [GeneratedRegex(@"(?<=[^A-Z. ]{2} ?[.!?]( ?''| ?"")?)\s+(?=[A-Z`""])|\n+")]
    private static partial Regex End();
}
