namespace ResearchBot.FakeSlack.SocketMode;

/// <summary>The bytes below a websocket: can swallow pongs, stand still, and send pings between its frames.</summary>
internal sealed class SocketStream(Stream inner) : Stream
{
    private readonly SemaphoreSlim _writing = new(1, 1);

    public bool SwallowsPongs { get; set; }

    public bool IsFrozen { get; set; }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public async Task PingAsync(CancellationToken cancellationToken) => await WriteAsync(new byte[] { 0x89, 0x00 }, cancellationToken);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        var read = await inner.ReadAsync(buffer, cancellationToken);
        await HangIfFrozenAsync(cancellationToken);
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await HangIfFrozenAsync(cancellationToken);

        // The websocket writes each frame at once; the low half of its first byte is the opcode, 10 a pong.
        if (SwallowsPongs && buffer.Length > 0 && (buffer.Span[0] & 0xF) == 0xA)
        {
            return;
        }

        await _writing.WaitAsync(cancellationToken);
        try
        {
            await inner.WriteAsync(buffer, cancellationToken);
            await inner.FlushAsync(cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _writing.Dispose();
        inner.Dispose();
        base.Dispose(disposing);
    }

    private Task HangIfFrozenAsync(CancellationToken cancellationToken) => IsFrozen ? Task.Delay(Timeout.Infinite, cancellationToken) : Task.CompletedTask;
}
