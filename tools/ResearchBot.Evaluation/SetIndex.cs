using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Search.Embedding;
using ResearchBot.Core.Search.Storage;
using ResearchBot.Core.Search.Vectors;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Evaluation;

/// <summary>A set's documents in an index of their own, with what building it cost.</summary>
internal sealed class SetIndex
{
    public static readonly CollectionId Collection = new("evaluation", "set");

    private readonly IndexSegment _segment;
    private IReadOnlyList<ChunkVectors> _vectors = [];

    private SetIndex(DocumentVersion[] versions)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var building = Stopwatch.StartNew();
        _segment = IndexSegment.Build(versions);
        Whole.Publish([_segment], []);
        Seconds = building.Elapsed.TotalSeconds;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        MegabytesPerSecond = versions.Sum(version => Encoding.UTF8.GetByteCount(version.Text)) / 1e6 / Seconds;
        BytesPerCharacter = (double)bytes / Math.Max(1, versions.Sum(version => (long)version.Text.Length));
    }

    /// <summary>Indexes documents, with vectors where there is a model.</summary>
    /// <param name="kept">Vectors of earlier runs; may be null.</param>
    public static async Task<SetIndex> BuildAsync(
        IReadOnlyList<DocumentVersion> documents, EmbeddingModel? model, KeptVectors? kept, CancellationToken cancellationToken)
    {
        var index = new SetIndex([.. documents]);
        if (model is not null)
        {
            index._vectors = await SetVectors.MakeAsync(documents, kept is null ? model : kept.For(model), cancellationToken);
            index.Whole.Publish(index._vectors);
        }

        return index;
    }

    public static ReadScope Filter { get; } = new([Collection]);
    public DocumentIndex Whole { get; } = new();
    public double Seconds { get; }
    public double MegabytesPerSecond { get; }
    public double BytesPerCharacter { get; }

    /// <summary>The documents without these, which are removed as the product removes documents: they weigh no word any more. The built segment is
    /// shared, so this costs little.</summary>
    public DocumentIndex Without(IEnumerable<string> documents)
    {
        var index = new DocumentIndex();
        index.Publish([_segment], []);
        index.Publish(_vectors);
        index.Publish([], [.. documents]);
        return index;
    }

    public static DocumentVersion ToVersion(NewVersion read) => new(
        new Document(read.Key, Collection, read.Key, 1, read.Title, read.Published, read.About), read.Text, read.Structure, read.Chunks);

    public static DocumentVersion ToVersion(SetDocument document)
    {
        var structure = new DocumentStructure(document.Text);
        return new DocumentVersion(
            new Document(document.Id, Collection, document.Id, 1, document.Title ?? string.Empty, null, new Dictionary<string, string>()),
            document.Text,
            structure,
            Chunker.Split(document.Text, structure));
    }
}

/// <summary>Makes the vectors of a set's documents, as the product makes those of its own.</summary>
internal static class SetVectors
{
    /// <summary>One entry for each document that has any.</summary>
    public static async Task<IReadOnlyList<ChunkVectors>> MakeAsync(
        IReadOnlyList<DocumentVersion> versions, EmbeddingModel model, CancellationToken cancellationToken)
    {
        var made = new ConcurrentBag<ChunkVectors>();
        var check = new VectorCheck(model, model.Dimensions);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = model.Limits.Workers, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(versions, parallel, async (version, cancelled) =>
        {
            var chunks = version.Chunks.Where(chunk => model.Supports(LanguageRecogniser.Recognise(version.Text.AsSpan(chunk.Start, chunk.Length)))).ToArray();
            foreach (var batch in chunks.Chunk(model.Limits.Texts))
            {
                var answer = await model.Generator.GenerateAsync(batch.Select(chunk => EmbeddedText.Of(version, chunk)), cancellationToken: cancelled);
                var vectors = check.ToVectors(answer, batch.Length);
                var present = batch.Zip(vectors).Where(pair => pair.Second.Length > 0).ToArray();
                made.Add(new ChunkVectors(
                    version.Document.Id,
                    version.Document.Version,
                    model.Id,
                    [.. present.Select(pair => pair.First.Ordinal)],
                    present.SelectMany(pair => pair.Second).ToArray()));
            }
        });
        return [.. made];
    }
}
