using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using ResearchBot.Readers.Exports;

namespace ResearchBot.Readers;

/// <summary>The child process: reads files that come through a pipe, one answer per request.</summary>
public static class ReaderLoop
{
    /// <summary>Answers requests until the input ends. A request is two frames, a <see cref="ReadRequest"/> as JSON and the file's bytes; an answer
    /// is one frame, a <see cref="ReadAnswer"/> as JSON. One for each page that is recognised comes before it, and the bytes of an archive's entry
    /// after it, where one was asked for and is not refused. An archive's bytes may be left out (an empty frame) where the archive before is meant. A
    /// request that is cut off ends the loop quietly. A stack overflow and a full heap end the process; the parent has to bear that.</summary>
    /// <exception cref="JsonException">A request's first frame is not a <see cref="ReadRequest"/>.</exception>
    public static async Task RunAsync(Stream input, Stream output, CancellationToken ct)
    {
        using var archives = new HeldArchive();
        while (await Frame.ReadAsync(input, ct) is { } head && await Frame.ReadAsync(input, ct) is { } content)
        {
            var request = JsonSerializer.Deserialize(head, ReaderJson.Pipe.ReadRequest)
                ?? throw new JsonException("A request is an object.");
            byte[]? entry = null;
            var answer = Guarded(request.Name, () => request.Task switch
            {
                ReaderTask.List => new ReadAnswer(null, null) { Archive = archives.List(request, content) },
                ReaderTask.Extract => Found(entry = archives.Extract(request, content)),
                _ => Read(request, content, page => Frame.Write(output, Bytes(new ReadAnswer(null, null) { Page = page }))),
            });
            await Frame.WriteAsync(output, Bytes(answer), ct);
            if (entry is not null)
            {
                await Frame.WriteAsync(output, entry, ct);
            }
        }
    }

    private static byte[] Bytes(ReadAnswer answer) => JsonSerializer.SerializeToUtf8Bytes(answer, ReaderJson.Pipe.ReadAnswer);

    private static ReadAnswer Read(ReadRequest request, byte[] content, Action<RecognisedPage> pageRecognised) => new(
        DocumentReaders.Read(new FileToRead(request.Name, content, request.Limits) { RecognisedPages = request.RecognisedPages, PageRecognised = pageRecognised }),
        null);

    private static ReadAnswer Found(byte[] entry) => new(null, null) { EntryLength = entry.Length };

    [SuppressMessage("Design", "CA1031", Justification = "A parser's fault costs the file, never the files after it.")]
    private static ReadAnswer Guarded(string name, Func<ReadAnswer> answer)
    {
        try
        {
            return answer();
        }
        catch (RefusalException refusal)
        {
            return new ReadAnswer(null, refusal.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new ReadAnswer(null, $"The file is damaged or not really a {Path.GetExtension(name)} file.");
        }
    }
}

/// <summary>The first frame of a request; the second holds the file's bytes.</summary>
/// <param name="Name">File name; its end decides the format.</param>
public sealed record ReadRequest(string Name, ReadingLimits Limits)
{
    /// <summary>See <see cref="FileToRead.RecognisedPages"/>.</summary>
    public IReadOnlyDictionary<int, string> RecognisedPages { get; init; } = new Dictionary<int, string>();

    public ReaderTask Task { get; init; }

    /// <summary>The archive's entry whose bytes are asked for.</summary>
    public string Entry { get; init; } = "";

    /// <summary>The most bytes that are taken out of an archive at once.</summary>
    public int MaxBytes { get; init; }
}

/// <summary>What is to be done with a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReaderTask>))]
public enum ReaderTask
{
    /// <summary>Read the document.</summary>
    Read,

    /// <summary>List the documents of the archive.</summary>
    List,

    /// <summary>Give the bytes of one document of the archive.</summary>
    Extract,
}

/// <summary>The answer to a request: what was asked for, or why there is none.</summary>
/// <param name="Refused">Why nothing was read, in words that may be shown to people.</param>
public sealed record ReadAnswer(ReadDocument? Document, string? Refused)
{
    /// <summary>A page that was recognised while the file is still being read.</summary>
    public RecognisedPage? Page { get; init; }

    public ArchiveAnswer? Archive { get; init; }

    /// <summary>The length of the entry whose bytes come in the next frame; null if none comes.</summary>
    public int? EntryLength { get; init; }
}

/// <summary>The documents of an archive.</summary>
public sealed record ArchiveAnswer(IReadOnlyList<EntryAnswer> Entries, IReadOnlyList<string> Remarks);

/// <summary>A document of an archive.</summary>
public sealed record EntryAnswer(string Path, long Length);

/// <summary>The JSON of the pipe between the host and the child process. Camel case.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(ReadAnswer))]
public sealed partial class ReaderJson : JsonSerializerContext
{
    /// <summary>The context that the child writes with; the host reads into records of its own. It leaves letters outside ASCII unescaped, so that
    /// such a text is not sent at three times its size.</summary>
    public static ReaderJson Pipe { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}

/// <summary>One message on the pipe: a 4-byte little-endian length, then that many bytes.</summary>
public static class Frame
{
    /// <returns>Its bytes, or null if the stream ends before the frame does or the length is negative.</returns>
    public static async Task<byte[]?> ReadAsync(Stream input, CancellationToken ct)
    {
        var head = new byte[sizeof(int)];
        if (await input.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length)
        {
            return null;
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(head);
        if (length < 0)
        {
            return null;
        }

        var body = new byte[length];
        return await input.ReadAtLeastAsync(body, length, throwOnEndOfStream: false, ct) == length ? body : null;
    }

    public static void Write(Stream output, ReadOnlySpan<byte> body)
    {
        Span<byte> head = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(head, body.Length);
        output.Write(head);
        output.Write(body);
        output.Flush();
    }

    public static async Task WriteAsync(Stream output, ReadOnlyMemory<byte> body, CancellationToken ct)
    {
        var head = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(head, body.Length);
        await output.WriteAsync(head, ct);
        await output.WriteAsync(body, ct);
        await output.FlushAsync(ct);
    }
}
