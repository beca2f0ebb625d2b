using System.Text;

namespace ResearchBot.FakeModel;

/// <summary>One request and its answer, with what is to go wrong.</summary>
internal sealed class Exchange(FakeModelOptions options, Wire wire, FakeRequest request, HttpContext context)
{
    private const string EndlessWord = "endless ";

    private readonly CancellationToken _aborted = context.RequestAborted;

    public async Task RunAsync()
    {
        await options.Before(request).WaitAsync(_aborted);
        if (Wire.Refusal(request, options) is { } refusal)
        {
            await wire.FailAsync(context, refusal.Status, refusal.Message);
            return;
        }

        var fault = options.Fault(request);
        if (!await FailAtOnceAsync(fault))
        {
            await (request.IsStream ? StreamAsync(fault) : AnswerAsync(fault));
        }
    }

    private async Task<bool> FailAtOnceAsync(FakeFault? fault)
    {
        switch (fault)
        {
            case FakeFault.SlowFirstByte:
                await Task.Delay(options.Slowness, _aborted);
                return false;
            case FakeFault.WrongKey:
                await wire.FailAsync(context, 401, $"Incorrect API key provided: {request.Key}.");
                return true;
            case FakeFault.UnknownModel:
                await wire.FailAsync(context, 404, $"The model `{request.Model}` does not exist or you do not have access to it.");
                return true;
            case FakeFault.RequestTimeout:
                await wire.FailAsync(context, 408, "Request timeout.");
                return true;
            case FakeFault.TooManyWithRetryAfter:
                context.Response.Headers.RetryAfter = options.RetryAfter;
                await wire.FailAsync(context, 429, "Rate limit reached.");
                return true;
            case FakeFault.TooMany:
                await wire.FailAsync(context, 429, "Rate limit reached.");
                return true;
            case FakeFault.ServerError:
                await wire.FailAsync(context, 500, "The server had an error while processing your request.");
                return true;
            case FakeFault.Unavailable:
                await wire.FailAsync(context, 503, "The engine is currently overloaded.");
                return true;
            case FakeFault.Redirect:
                context.Response.StatusCode = 307;
                context.Response.Headers.Location = $"{context.Request.Scheme}://localhost:{context.Request.Host.Port}{context.Request.Path}";
                return true;
            case FakeFault.Html:
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<!doctype html><html><body>Sign in to the guest network</body></html>", _aborted);
                return true;
            case FakeFault.Empty:
                context.Response.ContentType = request.IsStream ? "text/event-stream" : "application/json";
                return true;
            case FakeFault.Reset:
                context.Abort();
                return true;
            default:
                return false;
        }
    }

    private FakeAnswer Think(FakeFault? fault)
    {
        var answer = options.Brain(request);
        return fault switch
        {
            FakeFault.WrongSchema => answer with { Text = """{"reply":["a form","that nobody asked for"],"ok":1}""" },
            FakeFault.Refusal => answer with { Text = string.Empty, Refusal = "I'm sorry, I cannot assist with that request." },
            FakeFault.TooLong => answer with { Text = answer.Text[..(answer.Text.Length / 2)], IsCut = true },
            _ => answer,
        };
    }

    private async Task AnswerAsync(FakeFault? fault)
    {
        context.Response.ContentType = "application/json";
        if (fault == FakeFault.ErrorInStream)
        {
            await WriteAsync(wire.ErrorBody("The server had an error.", 500).ToJsonString());
            return;
        }

        if (fault == FakeFault.Endless)
        {
            var whole = wire.Whole(request, new FakeAnswer(EndlessWord)).ToJsonString();
            await WriteAsync(whole[..whole.IndexOf(EndlessWord, StringComparison.Ordinal)]);
            await RepeatAsync(string.Concat(Enumerable.Repeat(EndlessWord, 100)));
            return;
        }

        var body = Bytes(wire.Whole(request, Think(fault)).ToJsonString(), fault);
        switch (fault)
        {
            case FakeFault.CutStream:
                context.Response.ContentLength = body.Length;
                await WriteAsync(body[..(body.Length / 2)]);
                throw new CutException();
            case FakeFault.TruncatedJson:
                await WriteAsync(body[..(body.Length / 2)]);
                break;
            case FakeFault.SlowStream:
                foreach (var part in body.Chunk(20))
                {
                    await WriteAsync(part);
                    await Task.Delay(options.Slowness, _aborted);
                }

                break;
            default: // pieces cannot come twice where there are none
                await WriteAsync(body);
                break;
        }
    }

    private async Task StreamAsync(FakeFault? fault)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        var answer = Think(fault);
        await WriteAsync(wire.Opening(request, answer));
        var pieces = answer.Text.Chunk(Math.Max(1, options.PieceLength)).Select(piece => new string(piece)).ToArray();
        for (var i = 0; i < pieces.Length; i++)
        {
            var data = Bytes(wire.Piece(request, pieces[i]), fault);
            switch (fault)
            {
                case FakeFault.CutStream when i == pieces.Length / 2:
                    throw new CutException();
                case FakeFault.TruncatedJson when i == pieces.Length / 2:
                    await WriteAsync(data[..(data.Length / 2)]);
                    return;
                case FakeFault.ErrorInStream when i == pieces.Length / 2:
                    await WriteAsync(wire.ErrorEvent("The server had an error."));
                    return;
                case FakeFault.Endless:
                    await RepeatAsync(wire.Piece(request, EndlessWord));
                    return;
                case FakeFault.SlowStream when i > 0:
                    await Task.Delay(options.Slowness, _aborted);
                    break;
                case FakeFault.DuplicateChunks:
                    await WriteAsync(data);
                    break;
                default:
                    break;
            }

            await WriteAsync(data);
        }

        await WriteAsync(wire.Ending(request, answer));
    }

    /// <summary>Makes Kestrel close the connection after what was sent; an abort could overtake it.</summary>
    private sealed class CutException : Exception;

    private async Task RepeatAsync(string text)
    {
        while (!_aborted.IsCancellationRequested)
        {
            await WriteAsync(text);
        }
    }

    private Task WriteAsync(string text) => WriteAsync(Encoding.UTF8.GetBytes(text));

    private async Task WriteAsync(byte[] bytes)
    {
        await context.Response.Body.WriteAsync(bytes, _aborted);
        await context.Response.Body.FlushAsync(_aborted);
    }

    /// <summary>A byte in the midst of the text, which no UTF-8 has, where that is the fault.</summary>
    private static byte[] Bytes(string json, FakeFault? fault)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        if (fault == FakeFault.InvalidUtf8)
        {
            var text = json.IndexOf("\"content\":\"", StringComparison.Ordinal) is var content && content >= 0 ? content + 11
                : json.IndexOf("\"text\":\"", StringComparison.Ordinal) + 8;
            bytes[Encoding.UTF8.GetByteCount(json.AsSpan(0, text))] = 0xFF;
        }

        return bytes;
    }
}
