using ResearchBot.Core.Documents;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Benchmarks;

/// <summary>A load that goes on until it is disposed of: new versions of documents are indexed and published without a pause.</summary>
internal sealed class LoadUnderWay : IDisposable
{
    private const int DocumentsAtOnce = 4;

    private readonly Thread _thread;
    private volatile bool _ended;
    private volatile int _published;

    public LoadUnderWay(BenchmarkText text, DocumentIndex index, CollectionId collection, int chunks)
    {
        var batches = text.Documents(collection, chunks, seed: 5).Chunk(DocumentsAtOnce).ToArray();
        _thread = new Thread(() =>
        {
            while (!_ended)
            {
                var batch = batches[_published % batches.Length];
                index.Publish([IndexSegment.Build(batch)], [.. batch.Select(version => version.Document.Id)]);
                _published++;
            }
        });
        _thread.Start();
    }

    public int Published => _published;

    public void Dispose()
    {
        _ended = true;
        _thread.Join();
    }
}
