using System.Formats.Tar;
using System.IO.Compression;
using System.IO.Enumeration;
using ResearchBot.Reading;

namespace ResearchBot.Sources;

/// <summary>The files of a repository on GitHub or GitLab at one commit, from its archive. Their keys begin with the repository's address, so that
/// repositories beside each other do not mix. Hidden files are passed over and links are not followed, as in a folder.</summary>
internal sealed class RepositorySource(RepositoryAddress address, RepositoryHost host, WebFetcher web, IOptions<SourcesOptions> options, IOptions<ReadingOptions> reading) : DocumentSource
{
    public const string RepositoryKind = "repository";

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private string _commit = string.Empty;
    private FileSpool? _files;

    public override string Root => address.Typed.ToString();
    public override SourceAddress Address => new(RepositoryKind, address.Typed.ToString());
    public override bool IsComplete => true;
    public override bool CanBeFollowed => true;

    private string KeyStart => $"{address.Host}/{address.Path}/";

    /// <exception cref="UserFacingException">There is no such repository or branch, or it is too large.</exception>
    public override async Task<IReadOnlyList<SourceFile>> ListAsync(CancellationToken cancellationToken)
    {
        _files?.Dispose();
        _files = await FetchAsync(cancellationToken);
        return [.. _files.Names.Order(StringComparer.Ordinal).Select(ToFile)];
    }

    public override async Task<SourceFile?> FindAsync(string key, CancellationToken cancellationToken)
    {
        _files ??= await FetchAsync(cancellationToken); // in another process than the one that listed them
        var name = key.StartsWith(KeyStart, StringComparison.Ordinal) ? key[KeyStart.Length..] : key;
        return _files.Contains(name) ? ToFile(name) : null;
    }

    private SourceFile ToFile(string name) => new(KeyStart + name, KeyStart + name, cancellationToken => _files!.ReadAsync(name, cancellationToken))
    {
        Name = name,
        About = new Dictionary<string, string> { ["source"] = host.FileUrl(address, _commit, name) },
    };

    private async Task<FileSpool> FetchAsync(CancellationToken cancellationToken)
    {
        _commit = await host.FindCommitAsync(address, cancellationToken);
        var spool = new FileSpool(reading.Value.MaxFileMegabytes);
        try
        {
            await web.ReadAsync(
                host.Archive(address, _commit, options.Value.MaxRepositoryMegabytes * 1024L * 1024),
                Longest,
                async (packed, ending) => await UnpackAsync(packed, spool, ending),
                cancellationToken);
            return spool;
        }
        catch
        {
            spool.Dispose();
            throw;
        }
    }

    private async Task<int> UnpackAsync(Stream packed, FileSpool spool, CancellationToken cancellationToken)
    {
        await using var plain = new CountedStream(new GZipStream(packed, CompressionMode.Decompress), options.Value.MaxRepositoryMegabytes * 1024L * 1024, address.Host);
        await using var tar = new TarReader(plain);
        var most = 0;
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile) || Inside(entry.Name) is not { } name || !address.Includes(name))
            {
                continue;
            }

            if (++most > FileSpool.MostFiles)
            {
                throw new UserFacingException($"The repository has more than {FileSpool.MostFiles} files. Name a part of it with --folder or --glob.");
            }

            await spool.AddAsync(name, entry.Length, entry.DataStream, cancellationToken);
        }

        return most;
    }

    /// <summary>The path inside the archive's one folder; null if it leads out of it or is hidden.</summary>
    private static string? Inside(string entry)
    {
        var parts = entry.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        return parts.Length < 2 || parts.Skip(1).Any(part => part.StartsWith('.') || part.Any(char.IsControl)) ? null : string.Join('/', parts.Skip(1));
    }
}

/// <summary>Opens repositories: web addresses of the configured hosts with an owner and a name.</summary>
internal sealed class RepositoryOpener(WebFetcher web, NetworkGuard guard, IOptions<SourcesOptions> options, IOptions<ReadingOptions> reading) : SourceOpener
{
    public override string Kind => RepositorySource.RepositoryKind;

    public override DocumentSource? Open(string text) =>
        TypedAddress.Parse(text) is { } typed && RepositoryHost.Find(typed.Url, web, options.Value) is { } host && host.Read(typed) is { } address
            ? new RepositorySource(address, host, web, options, reading) : null;

    public override string? Recognise(TypedAddress typed)
    {
        if (typed.Has("depth") || typed.Has("below") || RepositoryHost.Find(typed.Url, web, options.Value)?.Read(typed) is not { } address)
        {
            return null;
        }

        guard.Check(typed.Url);
        return address.Typed.ToString();
    }
}

/// <summary>A repository, and which part of it is meant.</summary>
/// <param name="Path">Owner and name; with GitLab's groups more than two parts.</param>
/// <param name="Typed">The address in its plain form.</param>
internal sealed record RepositoryAddress(string Host, string Path, TypedAddress Typed)
{
    private readonly string? _folder = Typed.Value("folder")?.Trim('/');
    private readonly string? _glob = Typed.Value("glob");

    public string? Branch => Typed.Value("branch");

    /// <summary>Whether a file is in the folder and fits the pattern, which is compared with the whole path, and with the name where it has no slash.</summary>
    public bool Includes(string file) =>
        (_folder is null || file.StartsWith(_folder + "/", StringComparison.Ordinal))
        && (_glob is null || FileSystemName.MatchesSimpleExpression(_glob.Replace("**/", "*", StringComparison.Ordinal), _glob.Contains('/', StringComparison.Ordinal) ? file : System.IO.Path.GetFileName(file)));
}

/// <summary>Files in one temporary file, which goes with it.</summary>
internal sealed class FileSpool : IDisposable
{
    public const int MostFiles = 50_000;

    private readonly Dictionary<string, (long Start, int Length)> _places = [];
    private readonly Dictionary<string, long> _tooLarge = [];
    private readonly FileStream _content;
    private readonly long _most;
    private readonly int _mostMegabytes;

    public FileSpool(int mostMegabytes)
    {
        (_mostMegabytes, _most) = (mostMegabytes, mostMegabytes * 1024L * 1024);
        _content = new FileStream(
            Path.Combine(Path.GetTempPath(), $"researchbot-{Path.GetRandomFileName()}"),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous });
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(_content.Name); // what is open stays readable, and nothing is left behind by a process that is killed
        }
    }

    public IEnumerable<string> Names => _places.Keys.Concat(_tooLarge.Keys);

    public bool Contains(string name) => _places.ContainsKey(name) || _tooLarge.ContainsKey(name);

    public async Task AddAsync(string name, long length, Stream? content, CancellationToken cancellationToken)
    {
        if (length > _most)
        {
            _tooLarge[name] = length;
            return;
        }

        var start = _content.Length;
        _content.Position = start;
        if (content is not null)
        {
            await content.CopyToAsync(_content, cancellationToken);
        }

        _places[name] = (start, (int)(_content.Length - start));
    }

    public async Task<ReadOutcome<byte[]>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        if (!_places.TryGetValue(name, out var place))
        {
            return new ReadOutcome<byte[]>(null, $"The file has {_tooLarge.GetValueOrDefault(name) / 1048576.0:0.0} MB; {_mostMegabytes} MB are allowed (Reading:MaxFileMegabytes).", null);
        }

        if (place.Length == 0)
        {
            return new ReadOutcome<byte[]>(null, "The file is empty.", null);
        }

        var bytes = new byte[place.Length];
        _content.Position = place.Start;
        await _content.ReadExactlyAsync(bytes, cancellationToken);
        return new ReadOutcome<byte[]>(bytes, null, null);
    }

    public void Dispose() => _content.Dispose();
}
