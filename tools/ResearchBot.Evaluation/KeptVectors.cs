using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.AI;
using ResearchBot.Core;
using ResearchBot.Core.Search.Embedding;

namespace ResearchBot.Evaluation;

/// <summary>A file with vectors of earlier runs by model and text, so that a set is embedded once.</summary>
internal sealed class KeptVectors : IDisposable
{
    private readonly ConcurrentDictionary<UInt128, float[]> _vectors = [];
    private readonly FileStream _file;
    private readonly Lock _writing = new();

    private KeptVectors(FileStream file) => _file = file;

    /// <summary>Opens a file of vectors, or begins one. What an interrupted run left half written is dropped.</summary>
    /// <exception cref="UserFacingException">It cannot be opened.</exception>
    public static KeptVectors Open(string path)
    {
        try
        {
            return Read(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1 << 16));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserFacingException($"{path} cannot hold vectors: {fault.Message}", innerException: fault);
        }
    }

    private static KeptVectors Read(FileStream file)
    {
        var kept = new KeptVectors(file);
        var head = new byte[20];
        long end = 0;
        while (kept._file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length)
        {
            var vector = new float[BitConverter.ToInt32(head, 16)];
            var bytes = MemoryMarshal.AsBytes(vector.AsSpan());
            if (kept._file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
            {
                break;
            }

            kept._vectors[MemoryMarshal.Read<UInt128>(head)] = vector;
            end = kept._file.Position;
        }

        kept._file.SetLength(end);
        kept._file.Position = end;
        return kept;
    }

    /// <summary>The model, asked only for texts that have no vector yet.</summary>
    public EmbeddingModel For(EmbeddingModel model) => model with { Generator = new Generator(this, model) };

    /// <summary>The model that is opened, with the vectors of earlier runs where there are any.</summary>
    public static OpenEmbeddings Over(OpenEmbeddings open, KeptVectors? kept) => kept is null ? open
        : () => open() is { Model: { } model } setup ? setup with { Model = kept.For(model) } : open();

    public void Dispose() => _file.Dispose();

    private void Add(UInt128 key, float[] vector)
    {
        if (_vectors.TryAdd(key, vector))
        {
            lock (_writing)
            {
                _file.Write(MemoryMarshal.AsBytes([key]));
                _file.Write(BitConverter.GetBytes(vector.Length));
                _file.Write(MemoryMarshal.AsBytes(vector.AsSpan()));
            }
        }
    }

    private sealed class Generator(KeptVectors kept, EmbeddingModel model) : DelegatingEmbeddingGenerator<string, Embedding<float>>(model.Generator)
    {
        public override async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(
            IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
        {
            var texts = values.ToArray();
            var keys = Array.ConvertAll(texts, text => KeyOf(text, options));
            var missing = Enumerable.Range(0, texts.Length).Where(i => !kept._vectors.ContainsKey(keys[i])).ToArray();
            if (missing.Length > 0)
            {
                var made = await base.GenerateAsync(missing.Select(i => texts[i]), options, cancellationToken);
                for (var i = 0; i < missing.Length; i++)
                {
                    kept.Add(keys[missing[i]], made[i].Vector.ToArray());
                }
            }

            return [.. keys.Select(key => new Embedding<float>(kept._vectors[key]))];
        }

        private UInt128 KeyOf(string text, EmbeddingGenerationOptions? options) => MemoryMarshal.Read<UInt128>(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{model.Id}\n{EmbeddedQuestion.IsIn(options)}\n{text}")));
    }
}
