namespace ResearchBot.FakeModel;

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
