using System.Buffers.Binary;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dapper;
using ResearchBot.Core.Search.Vectors;

namespace ResearchBot.Core.Search.Embedding;

/// <summary>The vectors of all chunks. Every write is committed and synced when the call returns.</summary>
public sealed class VectorStore(Database database)
{
    private const string Insert =
        """
        INSERT INTO vectors (sequence, document_id, version, model, first_chunk, chunk_count, vector_count, dimensions, present, numbers)
        SELECT c.value, @DocumentId, @Version, @Model, @FirstChunk, @chunks, @vectors, @Dimensions, @present, @numbers
        FROM vector_counter c
        WHERE c.id = 1
            AND EXISTS (SELECT 1 FROM documents d WHERE d.id = @DocumentId AND d.current_version = @Version AND d.removed_at IS NULL)
            AND NOT EXISTS (SELECT 1 FROM vectors o WHERE o.document_id = @DocumentId AND o.version = @Version AND o.model = @Model
                AND o.first_chunk < @FirstChunk + @chunks AND o.first_chunk + o.chunk_count > @FirstChunk)
        """;

    /// <summary>Progress of every model that has vectors, and of <paramref name="model"/>.</summary>
    public async Task<IReadOnlyDictionary<string, EmbeddingProgress>> ProgressAsync(string? model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var total = await connection.ExecuteScalarAsync<long>(
            """
            SELECT COALESCE(SUM(v.chunk_count), 0)
            FROM documents d JOIN versions v ON v.document_id = d.id AND v.version = d.current_version WHERE d.removed_at IS NULL
            """ + $" AND {CheckedVersions.IsWhole}");
        var rows = await connection.QueryAsync<(string Model, long Done, long Vectors)>(
            """
            SELECT r.model, SUM(r.chunk_count), SUM(r.vector_count) FROM vectors r
            JOIN documents d ON d.id = r.document_id AND d.current_version = r.version AND d.removed_at IS NULL
            GROUP BY r.model
            """);
        var progress = rows.ToDictionary(row => row.Model, row => new EmbeddingProgress(row.Done, total, row.Vectors));
        if (model is not null)
        {
            progress.TryAdd(model, new EmbeddingProgress(0, total, 0));
        }

        return progress;
    }

    /// <summary>Ids of documents whose current version lacks vectors, most recently loaded first.</summary>
    internal Task<IReadOnlyList<string>> FindLackingAsync(string model, int limit, CancellationToken cancellationToken) =>
        database.QueryAsync<string>(
            $"""
            SELECT d.id FROM documents d
            JOIN versions v ON v.document_id = d.id AND v.version = d.current_version
            LEFT JOIN vectors r ON r.model = @model AND r.document_id = d.id AND r.version = d.current_version
            WHERE d.removed_at IS NULL AND {CheckedVersions.IsWhole}
            GROUP BY d.id, v.chunk_count, v.loaded_at
            HAVING COALESCE(SUM(r.chunk_count), 0) < v.chunk_count
            ORDER BY v.loaded_at DESC, d.id LIMIT @limit
            """,
            new { model, limit },
            cancellationToken);

    /// <summary>The runs of chunks that a version has vectors for, or needs none.</summary>
    internal async Task<IReadOnlyList<(long First, long Count)>> FindDoneAsync(
        string model, string documentId, int version, CancellationToken cancellationToken) =>
        await database.QueryAsync<(long, long)>(
            "SELECT first_chunk, chunk_count FROM vectors WHERE model = @model AND document_id = @documentId AND version = @version",
            new { model, documentId, version },
            cancellationToken);

    /// <summary>The length of the vectors that a model has made so far; null before the first.</summary>
    internal async Task<int?> FindDimensionsAsync(string model, CancellationToken cancellationToken) =>
        (int?)await database.ScalarAsync<long?>("SELECT MAX(dimensions) FROM vectors WHERE model = @model", new { model }, cancellationToken);

    /// <summary>Stores the runs of one batch in one transaction and returns those stored. Runs of changed or removed documents, or already
    /// stored ones, are skipped.</summary>
    internal async Task<IReadOnlyList<VectorRun>> SaveAsync(IReadOnlyList<VectorRun> runs, CancellationToken cancellationToken)
    {
        await using var transaction = await database.BeginAsync(cancellationToken);
        var stored = new List<VectorRun>(runs.Count);
        foreach (var run in runs)
        {
            // First, since it takes the lock that keeps two processes from storing the same.
            await transaction.Connection.ExecuteAsync("UPDATE vector_counter SET value = value + 1 WHERE id = 1");
            var inserted = await transaction.Connection.ExecuteAsync(Insert, new
            {
                run.DocumentId, run.Version, run.Model, run.FirstChunk, chunks = run.Present.Count,
                vectors = run.Present.Count(one => one), run.Dimensions,
                present = run.Present.Select(one => one ? (byte)1 : (byte)0).ToArray(), numbers = VectorRow.ToBytes(run.Rows),
            });
            if (inserted > 0)
            {
                stored.Add(run);
            }
        }

        await transaction.CommitAsync(cancellationToken);
        return stored;
    }
}

/// <summary>The vectors of neighbouring chunks of one document version, by one model.</summary>
/// <param name="Sequence">Position in the sequence of stored vectors; 0 before it is stored.</param>
/// <param name="FirstChunk">Ordinal of the first chunk.</param>
/// <param name="Present">For each chunk from the first on, whether it has a vector.</param>
/// <param name="Dimensions">Length of a vector; 0 if no chunk has one.</param>
/// <param name="Rows">The unit vectors of the chunks that have one, in order, contiguous.</param>
public sealed record VectorRun(
    long Sequence, string DocumentId, int Version, string Model, int FirstChunk, IReadOnlyList<bool> Present, int Dimensions, float[] Rows);

// Properties instead of a constructor: the driver types a column of an empty result as text, which no constructor here would match.
internal sealed record VectorRow
{
    public long Sequence { get; init; }
    public required string DocumentId { get; init; }
    public long Version { get; init; }
    public required string Model { get; init; }
    public long FirstChunk { get; init; }
    public long Dimensions { get; init; }
    public required byte[] Present { get; init; }
    public required byte[] Numbers { get; init; }

    public const string Select =
        """
        SELECT r.sequence, r.document_id AS DocumentId, r.version, r.model, r.first_chunk AS FirstChunk, r.dimensions, r.present, r.numbers
        FROM vectors r
        """;

    /// <summary>The run; null if it is damaged in the store.</summary>
    public VectorRun? ToRun()
    {
        if (Dimensions is < 0 or > int.MaxValue || (Dimensions > 0 && !VectorIndex.Takes((int)Dimensions))
            || FirstChunk < 0 || FirstChunk > int.MaxValue - Present.Length
            || Numbers.Length != Present.Count(one => one != 0) * Dimensions * sizeof(float))
        {
            return null;
        }

        var rows = new float[Numbers.Length / sizeof(float)];
        Numbers.CopyTo(MemoryMarshal.AsBytes(rows.AsSpan()));
        SwapBytes(rows);
        return !VectorIndex.AreUnitRows((int)Dimensions, rows) ? null : new VectorRun(Sequence, DocumentId, (int)Version, Model, (int)FirstChunk, Array.ConvertAll(Present, one => one != 0), (int)Dimensions, rows);
    }

    public static byte[] ToBytes(float[] rows)
    {
        var copy = (float[])rows.Clone();
        SwapBytes(copy);
        return MemoryMarshal.AsBytes(copy.AsSpan()).ToArray();
    }

    private static void SwapBytes(float[] rows)
    {
        if (!BitConverter.IsLittleEndian)
        {
            var bits = MemoryMarshal.Cast<float, int>(rows.AsSpan());
            BinaryPrimitives.ReverseEndianness(bits, bits);
        }
    }
}

/// <summary>The stored vectors in storage order, for a process to read at its start and follow later. Changed and removed documents are reported
/// by <see cref="Documents.ChangeFeed"/> alone. Damaged runs are left out, and deleted so that they are made anew.</summary>
public sealed class VectorFeed(Database database, IStoreEngine engine)
{
    /// <summary>The number of the last stored run; 0 if there is none.</summary>
    public Task<long> LastSequenceAsync(CancellationToken cancellationToken) =>
        database.ScalarAsync<long>("SELECT value FROM vector_counter WHERE id = 1", null, cancellationToken);

    /// <summary>Streams the runs stored after <paramref name="sequence"/> for current versions, oldest first.</summary>
    /// <param name="sequence">The last number that the caller has seen; 0 for all.</param>
    public async IAsyncEnumerable<VectorRun> ReadAsync(
        string model, long sequence, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var damaged = new List<long>();
        var last = sequence;
        await using var connection = await database.OpenAsync(cancellationToken);
        await using var rows = connection.QueryUnbufferedAsync<VectorRow>(
            VectorRow.Select
            + """
               JOIN documents d ON d.id = r.document_id AND d.current_version = r.version AND d.removed_at IS NULL
              WHERE r.sequence > @sequence AND r.model = @model ORDER BY r.sequence
              """,
            new { model, sequence }).GetAsyncEnumerator(cancellationToken);
        while (await TryMoveAsync(rows))
        {
            last = rows.Current.Sequence;
            if (rows.Current.ToRun() is { } run)
            {
                yield return run;
            }
            else
            {
                damaged.Add(last);
            }
        }

        foreach (var broken in damaged)
        {
            await database.ExecuteAsync("DELETE FROM vectors WHERE sequence = @broken", new { broken }, cancellationToken);
        }

        if (damaged.Count > 0 && damaged[^1] > last)
        {
            await foreach (var run in ReadAsync(model, damaged[^1], cancellationToken))
            {
                yield return run; // what follows a row that cannot be read
            }
        }

        async ValueTask<bool> TryMoveAsync(IAsyncEnumerator<VectorRow> from)
        {
            try
            {
                return await from.MoveNextAsync();
            }
            catch (Exception fault) when (CheckedVersions.IsDamage(fault))
            {
                if (await database.ScalarAsync<long?>("SELECT MIN(sequence) FROM vectors WHERE sequence > @last AND model = @model", new { last, model }, cancellationToken) is { } unreadable)
                {
                    damaged.Add(unreadable);
                }

                return false;
            }
            catch (DbException fault) when (engine.IsDamage(fault))
            {
                return false; // they are missing in the ranking alone
            }
        }
    }
}

/// <summary>Deletes unused vectors in short steps that do not block other writers.</summary>
internal sealed class VectorSweep(Database database)
{
    private const int RowsPerStep = 256;

    /// <summary>Deletes vectors of removed documents and older versions.</summary>
    public Task DeleteOutdatedAsync(CancellationToken cancellationToken) => DeleteAsync(
        "NOT EXISTS (SELECT 1 FROM documents d WHERE d.id = r.document_id AND d.current_version = r.version AND d.removed_at IS NULL)",
        model: null,
        cancellationToken);

    /// <summary>Deletes the vectors of all models but one.</summary>
    public Task DeleteOthersAsync(string model, CancellationToken cancellationToken) =>
        DeleteAsync("r.model <> @model", model, cancellationToken);

    private async Task DeleteAsync(string which, string? model, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var sequences = (await connection.QueryAsync<long>($"SELECT r.sequence FROM vectors r WHERE {which}", new { model })).AsList();
        foreach (var step in sequences.Chunk(RowsPerStep))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var rows = new SqlList<long>("row", step);
            await connection.ExecuteAsync($"DELETE FROM vectors WHERE sequence IN {rows}", rows.With(new { }));
        }
    }
}
