using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace ResearchBot.Readers.Pdf;

/// <summary>PdfPig's decoders, none of which may give more than a bounded number of bytes: it unpacks whole streams in memory.</summary>
internal sealed class BoundedFilters : IFilterProvider
{
    private readonly IFilterProvider _inner = DefaultFilterProvider.Instance;
    private readonly Dictionary<IFilter, IFilter> _bounded = [];

    /// <summary>Whether something was not unpacked.</summary>
    public bool HasStopped { get; private set; }

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Bounded(_inner.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Bounded(_inner.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Bounded(_inner.GetAllFilters());

    private List<IFilter> Bounded(IReadOnlyList<IFilter> filters)
    {
        if (filters.Count > 8)
        {
            Stop();
        }

        return [.. filters.Select(filter => _bounded.TryGetValue(filter, out var known) ? known : _bounded[filter] = new BoundedFilter(filter, this))];
    }

    private void Stop()
    {
        HasStopped = true;
        throw new InvalidDataException("Unpacked, a stream is larger than is read.");
    }

    private sealed class BoundedFilter(IFilter inner, BoundedFilters owner) : IFilter
    {
        private const int MostBytes = 96 * 1024 * 1024;

        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            var isTooLarge = inner switch
            {
                FlateFilter => input.Length > MostBytes / 1_032 && Inflated(input) > MostBytes,
                LzwFilter => input.Length > MostBytes / 1_365,
                RunLengthFilter => input.Length > MostBytes / 64,
                _ => false,
            };
            if (isTooLarge)
            {
                owner.Stop();
            }

            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }

        /// <summary>The unpacked length, counted no further than the limit.</summary>
        private static long Inflated(Memory<byte> input)
        {
            try
            {
                using var zlib = new ZLibStream(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
                var buffer = new byte[64 * 1024];
                long length = 0;
                int read;
                while (length <= MostBytes && (read = zlib.Read(buffer)) > 0)
                {
                    length += read;
                }

                return length;
            }
            catch (InvalidDataException)
            {
                return 0; // damaged: PdfPig reads it as far as it goes, which is no further than here
            }
        }
    }
}
