namespace ResearchBot.Readers.Zip;

/// <summary>The bytes that are unpacked from one entry. It counts what really comes, since the sizes that a container states may lie.</summary>
internal sealed class UnpackedStream(Stream inner, long packed, UnpackBudget budget) : ForwardStream(inner)
{
    private const long MostInOne = 256L * 1024 * 1024;
    private const long AnyRatioUpTo = 16L * 1024 * 1024;
    private const long MostRatio = 200;

    private long _count;

    public override int Read(Span<byte> buffer)
    {
        var count = Inner.Read(buffer);
        _count += count;
        budget.Take(count);
        if (_count > MostInOne || (_count > AnyRatioUpTo && _count / MostRatio > packed))
        {
            throw new RefusalException("The file unpacks to very much more than its size, as files do that are made to harm.");
        }

        return count;
    }
}
