using System.IO.Compression;

namespace ResearchBot.Readers.Zip;

/// <summary>A zip file, read within limits: the number of entries, their nesting, the bytes really unpacked in part and whole, and their ratio to what is
/// packed. Entries are never written to a disk; a name that would leave the container is not listed.</summary>
public sealed class ZipContainer : IDisposable
{
    /// <summary>How many zip files may stand in each other, such as a workbook in a zip in a mail.</summary>
    public const int MaxDepth = 4;

    private const int MaxEntries = 20_000;
    private const int LongestName = 1_000;
    private const int EndRecordLength = 22;

    private readonly ZipArchive _archive;
    private readonly UnpackBudget _budget;
    private readonly Dictionary<string, ZipPart> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<ZipPart> _parts = [];

    private ZipContainer(ZipArchive archive, UnpackBudget budget) => (_archive, _budget) = (archive, budget);

    /// <summary>The files in the order of the container's directory, without folders. Of several with one name the first is found by name.</summary>
    public IReadOnlyList<ZipPart> Parts => _parts;

    /// <summary>Whether content begins as a zip file does.</summary>
    public static bool IsZip(ReadOnlySpan<byte> content) => content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8);

    /// <summary>Opens a zip file.</summary>
    /// <exception cref="RefusalException">It is damaged, nested too deeply, or made to harm.</exception>
    public static ZipContainer Open(FileToRead file)
    {
        if (file.Depth > MaxDepth)
        {
            throw new RefusalException($"Containers are nested deeper than {MaxDepth} levels. Unpack the inner ones and load them by themselves.");
        }

        if (StatedEntries(file.Content) > MaxEntries)
        {
            throw TooMany();
        }

        try
        {
            return Listed(new ZipArchive(new MemoryStream(file.Content, writable: false), ZipArchiveMode.Read), file);
        }
        catch (Exception damage) when (damage is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new RefusalException("The file is damaged: its zip directory cannot be read. Save it again and load it anew.");
        }
    }

    /// <summary>The part with this name, whatever its case; null if there is none.</summary>
    public ZipPart? Find(string name) => _byName.GetValueOrDefault(name);

    public void Dispose() => _archive.Dispose();

    private static ZipContainer Listed(ZipArchive archive, FileToRead file)
    {
        var container = new ZipContainer(archive, file.Unpacked);
        var packed = 0L;
        foreach (var entry in archive.Entries)
        {
            packed += entry.CompressedLength;
            if (SafeName(entry.FullName) is { } name)
            {
                var part = new ZipPart(name, entry, container._budget);
                container._parts.Add(part);
                container._byName.TryAdd(name, part);
            }
        }

        return archive.Entries.Count > MaxEntries ? throw TooMany()
            : packed > file.Content.Length ? throw new RefusalException("The zip file's entries overlap, as in files that are made to harm.")
            : container;
    }

    /// <summary>The name with single slashes; null for a folder and for what would stand outside of the container.</summary>
    private static string? SafeName(string name)
    {
        var segments = name.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries).Where(segment => segment != ".").ToArray();
        return segments.Length == 0 || name.Length > LongestName || name[^1] is '/' or '\\' || name.Any(char.IsControl)
            || segments.Any(segment => segment == "..") || segments[0].Contains(':', StringComparison.Ordinal)
            ? null
            : string.Join('/', segments);
    }

    /// <summary>The count in the directory's end record, known before the directory is read; 0xFFFF stands for more.</summary>
    private static int StatedEntries(ReadOnlySpan<byte> content)
    {
        var tail = content[Math.Max(0, content.Length - EndRecordLength - ushort.MaxValue)..];
        var at = tail.LastIndexOf("PK\u0005\u0006"u8);
        return at < 0 || at + EndRecordLength > tail.Length ? 0 : BitConverter.ToUInt16(tail[(at + 10)..]);
    }

    private static RefusalException TooMany() => new($"The file holds more than {MaxEntries:N0} entries. Split it into smaller files.");
}

/// <summary>A file inside a zip file.</summary>
public sealed class ZipPart
{
    private readonly ZipArchiveEntry _entry;
    private readonly UnpackBudget _budget;

    internal ZipPart(string name, ZipArchiveEntry entry, UnpackBudget budget) => (Name, _entry, _budget) = (name, entry, budget);

    /// <summary>Its path with slashes, inside the container.</summary>
    public string Name { get; }

    /// <summary>Its size as the container states it, which may lie.</summary>
    public long Length => _entry.Length;

    /// <summary>Its content, as far as the limits allow.</summary>
    /// <exception cref="InvalidDataException">It is damaged or packed in a way that is not read.</exception>
    /// <exception cref="RefusalException">It is protected with a password.</exception>
    public Stream Open()
    {
        if (_entry.IsEncrypted)
        {
            throw new RefusalException("The zip file is protected with a password. Unpack it and load what it holds.");
        }

        return new UnpackedStream(_entry.Open(), _entry.CompressedLength, _budget);
    }

    /// <summary>All its bytes.</summary>
    /// <param name="limit">More are refused.</param>
    /// <exception cref="InvalidDataException">It is damaged or packed in a way that is not read.</exception>
    /// <exception cref="RefusalException">It is too large, or protected with a password.</exception>
    public byte[] ReadAll(int limit)
    {
        using var source = Open();
        using var all = new MemoryStream();
        var buffer = new byte[32 * 1024];
        for (int count; (count = source.Read(buffer)) > 0;)
        {
            if (all.Length + count > limit)
            {
                throw new RefusalException($"{Path.GetFileName(Name)} unpacks to more than {limit / 1024 / 1024} MB, which is the most that is read.");
            }

            all.Write(buffer, 0, count);
        }

        return all.ToArray();
    }
}
