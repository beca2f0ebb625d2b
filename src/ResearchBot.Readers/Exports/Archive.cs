using ResearchBot.Readers.Zip;

namespace ResearchBot.Readers.Exports;

/// <summary>An open archive: a zip file of documents, with the zip files inside it, or the export of Notion, Confluence or Slack. Reads only what is asked
/// for.</summary>
public sealed class Archive : IDisposable
{
    internal const string Extension = ".zip";

    /// <summary>What all its entries together may unpack to; each one has the limit of a file besides.</summary>
    private const long MostUnpacked = 8L * 1024 * 1024 * 1024;

    /// <summary>The bytes of all zip files inside it, which stay in memory while it is open.</summary>
    private const int MostNested = 200 * 1024 * 1024;

    private const int MostItems = 20_000;

    private readonly List<ZipContainer> _open = [];
    private readonly List<string> _remarks = [];
    private readonly SortedDictionary<string, ArchiveItem> _items = new(StringComparer.Ordinal);

    private int _nested;

    private Archive()
    {
    }

    /// <summary>The documents in it, ordered by path.</summary>
    public IReadOnlyCollection<ArchiveItem> Items => _items.Values;

    /// <summary>What the person who loads it should know, one sentence each.</summary>
    public IReadOnlyList<string> Remarks => _remarks;

    /// <summary>Opens an archive.</summary>
    /// <exception cref="RefusalException">It is none, is damaged, or is made to harm.</exception>
    public static Archive Open(FileToRead file)
    {
        var archive = new Archive();
        try
        {
            archive.Fill(file with { Unpacked = new UnpackBudget(MostUnpacked) });
            return archive;
        }
        catch
        {
            archive.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of an entry.</summary>
    /// <param name="path">See <see cref="ArchiveItem.Path"/>.</param>
    /// <param name="limit">More bytes are refused.</param>
    /// <exception cref="RefusalException">There is no such entry, or it cannot be unpacked.</exception>
    public byte[] Extract(string path, int limit)
    {
        if (!_items.TryGetValue(path, out var item))
        {
            throw new RefusalException("The archive no longer holds this file.");
        }

        try
        {
            return item.Read(limit);
        }
        catch (Exception damage) when (damage is InvalidDataException or NotSupportedException)
        {
            throw new RefusalException("The file is damaged in the archive, or packed in a way that is not read.");
        }
    }

    public void Dispose() => _open.ForEach(zip => zip.Dispose());

    private void Fill(FileToRead file)
    {
        if (!ZipContainer.IsZip(file.Content))
        {
            throw new RefusalException("The file is no zip archive. Unpack it and load the folder, or pack it as a zip file.");
        }

        var kind = ZipKinds.Of(file, Extension);
        if (kind != Extension)
        {
            Add(new ArchiveItem(Path.GetFileNameWithoutExtension(file.Name) + kind, file.Content.Length, _ => file.Content));
            return;
        }

        var parts = new List<ArchiveItem>();
        Flatten(file, "", parts);
        foreach (var item in SlackExport.Of(parts, _remarks) ?? ConfluenceExport.Of(parts, _remarks) ?? NotionExport.Of(parts) ?? WithoutPageParts(parts))
        {
            Add(item);
        }

        if (_items.Count == 0)
        {
            throw new RefusalException("The archive holds no files.");
        }
    }

    private void Add(ArchiveItem item) => _items.TryAdd(item.Path, item);

    private void Flatten(FileToRead file, string folder, List<ArchiveItem> parts)
    {
        var zip = ZipContainer.Open(file);
        _open.Add(zip);
        foreach (var part in zip.Parts)
        {
            if (IsJunk(part.Name))
            {
                continue;
            }

            if (part.Name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase))
            {
                Nested(file, part, folder, parts);
            }
            else
            {
                parts.Add(new ArchiveItem(folder + part.Name, part.Length, part.ReadAll));
            }
        }

        if (parts.Count > MostItems)
        {
            throw new RefusalException($"The archive holds more than {MostItems:N0} files. Split it into smaller ones.");
        }
    }

    private void Nested(FileToRead file, ZipPart part, string folder, List<ArchiveItem> parts)
    {
        try
        {
            var inner = file with { Name = part.Name, Content = part.ReadAll(MostNested - _nested), Depth = file.Depth + 1 };
            _nested += inner.Content.Length;
            if (ZipContainer.IsZip(inner.Content) && ZipKinds.Of(inner, Extension) == Extension)
            {
                Flatten(inner, NotionExport.IsPart(part.Name) ? folder : $"{folder}{part.Name}/", parts);
            }
            else
            {
                parts.Add(new ArchiveItem(folder + part.Name, part.Length, part.ReadAll));
            }
        }
        catch (Exception fault) when (fault is RefusalException or InvalidDataException)
        {
            _remarks.Add($"{part.Name} was not unpacked: {(fault is RefusalException ? fault.Message : "it is damaged.")}");
        }
    }

    /// <summary>What systems and tools leave behind.</summary>
    private static bool IsJunk(string name)
    {
        var file = Path.GetFileName(name);
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal) || file.StartsWith("._", StringComparison.Ordinal)
            || file is ".DS_Store" or "Thumbs.db" or "desktop.ini" || name.Contains(".git/", StringComparison.Ordinal)
            || name.Contains("node_modules/", StringComparison.Ordinal);
    }

    /// <summary>Pages bring styles, programs and pictures for their looks.</summary>
    private List<ArchiveItem> WithoutPageParts(List<ArchiveItem> parts)
    {
        if (!parts.Exists(part => Path.GetExtension(part.Path).ToLowerInvariant() is ".html" or ".htm"))
        {
            return parts;
        }

        var kept = parts.FindAll(part => Path.GetExtension(part.Path).ToLowerInvariant()
            is not (".css" or ".js" or ".map" or ".png" or ".gif" or ".jpg" or ".jpeg" or ".svg" or ".ico" or ".woff" or ".woff2" or ".ttf" or ".eot"));
        if (kept.Count < parts.Count)
        {
            _remarks.Add($"{parts.Count - kept.Count} styles, scripts and pictures of the archive's pages were left out.");
        }

        return kept;
    }
}

/// <summary>A document in an archive.</summary>
/// <param name="Path">With forward slashes; its end is a hint at the format.</param>
/// <param name="Length">In bytes, as the archive states it.</param>
/// <param name="Read">Its bytes; more than the given number are refused.</param>
public sealed record ArchiveItem(string Path, long Length, Func<int, byte[]> Read);
