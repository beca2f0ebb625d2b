using System.IO.Compression;

namespace ResearchBot.FakeDiscord.Gateway;

/// <summary>zlib-stream: one deflate context for the whole connection, each payload ended by a sync flush (00 00 FF FF).</summary>
internal sealed class FrameCompressor : IDisposable
{
    private readonly MemoryStream _output = new();
    private readonly ZLibStream _deflate;

    public FrameCompressor() => _deflate = new ZLibStream(_output, CompressionLevel.Fastest, leaveOpen: true);

    public byte[] Compress(byte[] payload)
    {
        _output.SetLength(0);
        _deflate.Write(payload);
        _deflate.Flush();
        return _output.ToArray();
    }

    public void Dispose()
    {
        _deflate.Dispose();
        _output.Dispose();
    }
}
