using System.Text;
using System.Text.Json;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;

namespace ResearchBot.Benchmarks;

/// <summary>
/// Any number of chunks of real sentences, recombined by a fixed seed: every word is as frequent as in the real text, while
/// there are as many chunks as are wanted.
/// </summary>
internal sealed class BenchmarkText
{
    private const int ChunkLength = 800;
    private const int ChunksPerDocument = 25;

    private readonly string[] _sentences;
    private readonly string[] _titles;

    private BenchmarkText(string source, string[] sentences, string[] titles, BenchmarkQuestion[] questions)
    {
        Source = $"{source}, {sentences.Length:#,0} sentences";
        _sentences = sentences;
        _titles = titles;
        Questions = questions;
    }

    public string Source { get; }

    public IReadOnlyList<BenchmarkQuestion> Questions { get; }

    public static BenchmarkText Load()
    {
        string[] sets = ["clapnq-dev", "ramdocs", "pubmedqa", "xquad-en"];
        var data = Find("shared/data");
        if (data is null || !sets.All(set => Directory.Exists(Path.Combine(data, set))))
        {
            var seeds = Directory.GetFiles(Find("seeds")!, "*.md").Order().Select(File.ReadAllText).ToArray();
            var sentences = SentencesOf(seeds);
            return new BenchmarkText("the repository's seeds; their own sentences serve as questions", sentences, ["Seeds"], QuestionsOf(sentences));
        }

        var documents = sets.SelectMany(set => Read(Path.Combine(data, set, "corpus.jsonl"))).ToArray();
        var questions = sets.SelectMany(set => Read(Path.Combine(data, set, "queries.jsonl"))).Select(query => query.GetProperty("text").GetString()!);
        return new BenchmarkText(
            string.Join(", ", sets),
            SentencesOf(documents.Select(document => document.GetProperty("text").GetString()!)),
            [.. documents.Select(document => document.GetProperty("title").GetString()!)],
            QuestionsOf(questions));
    }

    /// <summary>Documents of a collection with this many chunks in all; the same for the same seed.</summary>
    public DocumentVersion[] Documents(CollectionId collection, int chunks, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, chunks / ChunksPerDocument).Select(i => Document(collection, $"{collection.Name}-{i}", ChunksPerDocument, random))];
    }

    private DocumentVersion Document(CollectionId collection, string id, int count, Random random)
    {
        var text = new StringBuilder();
        var chunks = new List<Chunk>();
        while (chunks.Count < count)
        {
            var start = text.Length;
            while (text.Length - start < ChunkLength)
            {
                text.Append(_sentences[random.Next(_sentences.Length)]).Append(' ');
            }

            chunks.Add(new Chunk(chunks.Count, start, text.Length - start, default));
        }

        var title = _titles[random.Next(_titles.Length)];
        var whole = text.ToString();
        return new DocumentVersion(
            new Document(id, collection, id, 1, title, null, new Dictionary<string, string>()), whole, new DocumentStructure(whole), chunks);
    }

    private static BenchmarkQuestion[] QuestionsOf(IEnumerable<string> texts)
    {
        var questions = texts.Select(BenchmarkQuestion.Cut).OfType<BenchmarkQuestion>().ToArray();
        new Random(1).Shuffle(questions);
        return questions;
    }

    private static string[] SentencesOf(IEnumerable<string> texts) =>
        [.. texts.SelectMany(text => SentenceSplitter.Split(text).Select(range => text.Substring(range.Start, range.Length)))];

    private static IEnumerable<JsonElement> Read(string file) =>
        File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement);

    /// <summary>A folder of the repository, or beside it.</summary>
    private static string? Find(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, name)))
            {
                return Path.Combine(folder.FullName, name);
            }
        }

        return null;
    }
}
