using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ResearchBot.Readers;

/// <summary>The child process: reads files that come through a pipe, one answer per request.</summary>
public static class ReaderLoop
{
    /// <summary>Answers requests until the input ends. A request is two frames, a <see cref="ReadRequest"/> as JSON and the file's bytes; an answer
    /// is one frame, a <see cref="ReadAnswer"/> as JSON. A request that is cut off ends the loop quietly. A stack overflow and a full heap end the
    /// process; the parent has to bear that.</summary>
    /// <exception cref="JsonException">A request's first frame is not a <see cref="ReadRequest"/>.</exception>
    public static async Task RunAsync(Stream input, Stream output, CancellationToken ct)
    {
        while (await Frame.ReadAsync(input, ct) is { } head && await Frame.ReadAsync(input, ct) is { } content)
        {
            var request = JsonSerializer.Deserialize(head, ReaderJson.Pipe.ReadRequest)
                ?? throw new JsonException("A request is an object.");
            var answer = Answer(request, content);
            await Frame.WriteAsync(output, JsonSerializer.SerializeToUtf8Bytes(answer, ReaderJson.Pipe.ReadAnswer), ct);
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "A parser's fault costs the file, never the files after it.")]
    private static ReadAnswer Answer(ReadRequest request, byte[] content)
    {
        try
        {
            return new ReadAnswer(DocumentReaders.Read(request.Name, content, request.MaxCharacters), null);
        }
        catch (RefusalException refusal)
        {
            return new ReadAnswer(null, refusal.Message);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return new ReadAnswer(null, $"The file is damaged or not really a {Path.GetExtension(request.Name)} file.");
        }
    }
}
