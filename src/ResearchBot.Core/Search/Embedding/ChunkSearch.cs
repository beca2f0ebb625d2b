using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>A chunk as a VectorData record. Filters may use every property except key, section and text.</summary>
/// <param name="Key">Document id, version and position in the version, joined with slashes.</param>
/// <param name="Collection">Name of the collection that its document is in.</param>
/// <param name="Published">ISO date as far as the document states it (2026, 2026-01 or 2026-01-02), else empty.</param>
/// <param name="Section">Heading path; empty if there is none.</param>
public sealed record ChunkRecord(
    [property: VectorStoreKey] string Key,
    [property: VectorStoreData] string Document,
    [property: VectorStoreData] string Title,
    [property: VectorStoreData] string Collection,
    [property: VectorStoreData] string Published,
    [property: VectorStoreData] string Section,
    [property: VectorStoreData] string Text);

/// <summary>The index restricted to one <see cref="ReadScope"/>, for Semantic Kernel and other VectorData consumers. Text is searched like the product's own
/// questions: by words, and by meaning if the embedding model knows the language. A ready-made vector is searched by similarity alone.</summary>
public sealed class ChunkSearch(DocumentIndex index, QuestionEmbedder embedder, ReadScope scope)
    : IVectorSearchable<ChunkRecord>, IKeywordHybridSearchable<ChunkRecord>
{
    private const float VectorShare = 0.5f;

    public IAsyncEnumerable<VectorSearchResult<ChunkRecord>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<ChunkRecord>? options = null, CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        options ??= new();
        Check(top, options.IncludeVectors, options.VectorProperty);
        var where = DocumentFilter.Compile(options.Filter);
        return RunAsync(
            searchValue is string text ? wanted => SearchTextAsync(text, text, wanted, where, cancellationToken) : Nearest(VectorOf(searchValue), where),
            top, options.Skip, options.ScoreThreshold, cancellationToken);
    }

    public IAsyncEnumerable<VectorSearchResult<ChunkRecord>> HybridSearchAsync<TInput>(
        TInput searchValue, ICollection<string> keywords, int top, HybridSearchOptions<ChunkRecord>? options = null, CancellationToken cancellationToken = default)
        where TInput : notnull
    {
        options ??= new();
        Check(top, options.IncludeVectors, options.VectorProperty);
        if (options.AdditionalProperty is { Body: not MemberExpression { Member.Name: nameof(ChunkRecord.Text) } })
        {
            throw new NotSupportedException("Keywords are looked for in the chunk's Text. Leave AdditionalProperty out, or name Text.");
        }

        var where = DocumentFilter.Compile(options.Filter);
        var words = string.Join(' ', keywords);
        return RunAsync(
            searchValue is string text
                ? wanted => SearchTextAsync(words.Length == 0 ? text : words, text, wanted, where, cancellationToken)
                : Fused(VectorOf(searchValue), words, where),
            top, options.Skip, options.ScoreThreshold, cancellationToken);
    }

    /// <summary>The metadata of the store, or this object; never the underlying index.</summary>
    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is not null ? null
        : serviceType == typeof(VectorStoreCollectionMetadata) ? new VectorStoreCollectionMetadata { VectorStoreSystemName = "researchbot" }
        : serviceType.IsInstanceOfType(this) ? this
        : null;

    private static async IAsyncEnumerable<VectorSearchResult<ChunkRecord>> RunAsync(
        Func<int, Task<IReadOnlyList<RetrievedChunk>>> search, int top, int skip, double? threshold, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var chunk in (await search((int)Math.Min(int.MaxValue / 4, (long)top + skip))).Skip(skip))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (threshold is null || chunk.Score >= threshold)
            {
                yield return new VectorSearchResult<ChunkRecord>(RecordOf(chunk), chunk.Score);
            }
        }
    }

    private async Task<IReadOnlyList<RetrievedChunk>> SearchTextAsync(
        string words, string meaning, int wanted, Predicate<Document>? where, CancellationToken cancellationToken) =>
        index.Search(await embedder.EmbedAsync(SearchQuery.Parse(words), meaning, cancellationToken), scope, wanted, where).Chunks;

    private Func<int, Task<IReadOnlyList<RetrievedChunk>>> Nearest(ReadOnlyMemory<float> vector, Predicate<Document>? where) =>
        wanted => Task.FromResult(index.Nearest(vector, scope, wanted, where));

    private Func<int, Task<IReadOnlyList<RetrievedChunk>>> Fused(ReadOnlyMemory<float> vector, string words, Predicate<Document>? where) =>
        wanted => Task.FromResult(index.Search(SearchQuery.Parse(words), scope, wanted, where, (vector, VectorShare)).Chunks);

    private static void Check(int top, bool includeVectors, object? vectorProperty)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(top, 1);
        if (includeVectors || vectorProperty is not null)
        {
            throw new NotSupportedException("Vectors stay in the index. Leave IncludeVectors and VectorProperty out.");
        }
    }

    private static ReadOnlyMemory<float> VectorOf(object value)
    {
        var given = value switch
        {
            ReadOnlyMemory<float> memory => memory,
            float[] array => array,
            Embedding<float> embedding => embedding.Vector,
            _ => throw new NotSupportedException($"Search for a text, or for a vector as float[], ReadOnlyMemory<float> or Embedding<float>; {value.GetType()} is neither."),
        };
        var length = TensorPrimitives.Norm(given.Span);
        if (!float.IsFinite(length) || length == 0)
        {
            throw new ArgumentException("The vector to search for has no direction: it is empty, zero or not finite.", nameof(value));
        }

        var unit = new float[given.Length];
        TensorPrimitives.Divide(given.Span, length, unit);
        return unit;
    }

    private static ChunkRecord RecordOf(RetrievedChunk found) => new(
        $"{found.Version.Document.Id}/{found.Version.Document.Version}/{found.Chunk.Ordinal}",
        found.Version.Document.Id,
        found.Version.Document.Title,
        found.Version.Document.Collection.Name,
        found.Version.Document.Published ?? string.Empty,
        found.Chunk.Place.Section ?? string.Empty,
        found.Text.ToString());

    /// <summary>Splits off the conditions on document properties, so that they are applied before ranking.</summary>
    private sealed class DocumentFilter(ParameterExpression record) : ExpressionVisitor
    {
        private static readonly string[] Allowed =
            [nameof(ChunkRecord.Document), nameof(ChunkRecord.Title), nameof(ChunkRecord.Collection), nameof(ChunkRecord.Published)];

        public static Predicate<Document>? Compile(Expression<Func<ChunkRecord, bool>>? filter)
        {
            if (filter is null)
            {
                return null;
            }

            new DocumentFilter(filter.Parameters[0]).Visit(filter.Body);
            var holds = filter.Compile();
            return document => holds(new ChunkRecord(
                string.Empty, document.Id, document.Title, document.Collection.Name, document.Published ?? string.Empty, string.Empty, string.Empty));
        }

        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression != record ? base.VisitMember(node)
            : Allowed.Contains(node.Member.Name) ? node
            : throw Refused(node);

        protected override Expression VisitParameter(ParameterExpression node) => node == record ? throw Refused(node) : node;

        private static NotSupportedException Refused(Expression node) =>
            new($"A filter may ask of {string.Join(", ", Allowed)} and of nothing else of a record: {node} is not supported.");
    }
}
