namespace ResearchBot.FakeModel;

/// <summary>How the server behaves. May be changed while it runs.</summary>
public sealed class FakeModelOptions
{
    /// <summary>0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>Makes the answers.</summary>
    public Func<FakeRequest, FakeAnswer> Brain { get; set; } = QuotingBrain.Answer;

    /// <summary>What goes wrong with a request; null for nothing.</summary>
    public Func<FakeRequest, FakeFault?> Fault { get; set; } = _ => null;

    /// <summary>Awaited before each answer.</summary>
    public Func<FakeRequest, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>Of the slow faults.</summary>
    public TimeSpan Slowness { get; set; } = Timeout.InfiniteTimeSpan;

    /// <summary>Of 429 with Retry-After: seconds or a date.</summary>
    public string RetryAfter { get; set; } = "1";

    /// <summary>The only key that is taken; null takes any, and none.</summary>
    public string? Key { get; set; }

    /// <summary>The only model that there is; null has any.</summary>
    public string? Model { get; set; }

    /// <summary>Members of a request that it refuses with 400.</summary>
    public IReadOnlyList<string> UnknownMembers { get; set; } = [];

    /// <summary>Whether such a refusal says which member it is.</summary>
    public bool NamesUnknownMembers { get; set; } = true;

    /// <summary>Characters of a piece of a stream.</summary>
    public int PieceLength { get; set; } = 12;
}

/// <summary>What a server does wrong. A failed TLS handshake is had by <see cref="FakeModelServer.UntrustedAddress"/>.</summary>
public enum FakeFault
{
    /// <summary>Nothing is sent for <see cref="FakeModelOptions.Slowness"/>.</summary>
    SlowFirstByte,

    /// <summary>Each piece after the first comes <see cref="FakeModelOptions.Slowness"/> after the one before.</summary>
    SlowStream,

    /// <summary>The connection ends in the middle of the answer.</summary>
    CutStream,

    /// <summary>401, with the key in the message.</summary>
    WrongKey,

    /// <summary>404.</summary>
    UnknownModel,

    /// <summary>408.</summary>
    RequestTimeout,

    /// <summary>429 with Retry-After, of <see cref="FakeModelOptions.RetryAfter"/>.</summary>
    TooManyWithRetryAfter,

    /// <summary>429 without.</summary>
    TooMany,

    /// <summary>500.</summary>
    ServerError,

    /// <summary>503.</summary>
    Unavailable,

    /// <summary>A page, with status 200.</summary>
    Html,

    /// <summary>200 with an empty body.</summary>
    Empty,

    /// <summary>The body, or an event, ends in the middle of its JSON, and the connection in order.</summary>
    TruncatedJson,

    /// <summary>Bytes within a text that are no UTF-8.</summary>
    InvalidUtf8,

    /// <summary>The text is JSON of another form than the one that was asked for.</summary>
    WrongSchema,

    /// <summary>The model refuses.</summary>
    Refusal,

    /// <summary>The answer is cut at the most tokens.</summary>
    TooLong,

    /// <summary>The answer does not end.</summary>
    Endless,

    /// <summary>Each piece comes twice.</summary>
    DuplicateChunks,

    /// <summary>The connection is reset before the first byte.</summary>
    Reset,

    /// <summary>A stream says in its middle that it failed; a whole answer does so in place of one.</summary>
    ErrorInStream,

    /// <summary>307 to another address.</summary>
    Redirect,
}

/// <summary>What the model answers.</summary>
/// <param name="Text">The text.</param>
/// <param name="Refusal">Why it refuses; null where it does not.</param>
/// <param name="InputTokens">Tokens of the request; null for an estimate.</param>
/// <param name="OutputTokens">Tokens of the answer; null for an estimate.</param>
public sealed record FakeAnswer(string Text, string? Refusal = null, int? InputTokens = null, int? OutputTokens = null)
{
    /// <summary>Whether it ends because it has reached the most tokens.</summary>
    public bool IsCut { get; init; }
}
