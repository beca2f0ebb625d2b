using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Readers;

/// <summary>The JSON of the pipe between the host and the child process. Camel case.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReadRequest))]
[JsonSerializable(typeof(ReadAnswer))]
public sealed partial class ReaderJson : JsonSerializerContext
{
    /// <summary>The context that the child writes with; the host reads into records of its own. It leaves letters outside ASCII unescaped, so that
    /// such a text is not sent at three times its size.</summary>
    public static ReaderJson Pipe { get; } = new(new JsonSerializerOptions(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
