namespace ResearchBot.Readers.Zip;

/// <summary>The bytes that are unpacked from one entry. It counts what really comes, since the sizes that a container states may lie.</summary>
internal sealed class UnpackedStream(Stream inner, long packed, UnpackBudget budget) : Stream
{
    private const long MostInOne = 256L * 1024 * 1024;
    private const long AnyRatioUpTo = 16L * 1024 * 1024;
    private const long MostRatio = 200;

    private long _count;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _count;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var count = inner.Read(buffer);
        _count += count;
        budget.Take(count);
        if (_count > MostInOne || (_count > AnyRatioUpTo && _count / MostRatio > packed))
        {
            throw new RefusalException("The file unpacks to very much more than its size, as files do that are made to harm.");
        }

        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }
}
