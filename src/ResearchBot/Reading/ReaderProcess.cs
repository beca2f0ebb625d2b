using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text.Json;
using ResearchBot.Configuration;

namespace ResearchBot.Reading;

/// <summary>Registers the reading of foreign documents.</summary>
internal static class ReadingRegistration
{
    public static IHostApplicationBuilder AddReading(this IHostApplicationBuilder builder)
    {
        builder.AddSettings<ReadingOptions, ReadingOptionsValidator>("Reading");
        builder.Services
            .AddSingleton<ReaderProcess>()
            .AddSingleton(provider => new OriginalKeeping(provider.GetRequiredService<IOptions<ReadingOptions>>().Value.KeepOriginals))
            .AddSingleton<IFileReader>(provider => provider.GetRequiredService<ReaderProcess>())
            .AddSingleton<IArchiveReader>(provider => provider.GetRequiredService<ReaderProcess>());
        return builder;
    }
}

/// <summary>Reads documents in a child process: one for many files; when a file kills it or hangs, only that file is lost and the next one gets a new
/// process. An idle process is ended.</summary>
internal sealed partial class ReaderProcess : IFileReader, IArchiveReader, IAsyncDisposable
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);
    private static readonly Dictionary<int, string> NoPages = [];

    private readonly ReadingOptions _options;
    private readonly ILogger<ReaderProcess> _logger;
    private readonly RecognisedPages _recognised;
    private readonly TimeProvider _time;
    private readonly ITimer _idle;
    private readonly SemaphoreSlim _turn = new(1);
    private ReaderChild? _child;

    public ReaderProcess(IOptions<ReadingOptions> options, RecognisedPages recognised, TimeProvider time, ILogger<ReaderProcess> logger)
    {
        _options = options.Value;
        _recognised = recognised;
        _logger = logger;
        _time = time;
        _idle = time.CreateTimer(_ => EndIfIdle(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public async Task<ReadOutcome<ReadDocument>> ReadAsync(string name, byte[] bytes, IProgress<ReadingProgress>? progress, CancellationToken cancellationToken)
    {
        var hash = IsPdf(bytes) ? Convert.ToHexStringLower(SHA256.HashData(bytes)) : null;
        var known = hash is null ? NoPages : await _recognised.FindAsync(hash, _options.OcrLanguages, cancellationToken);
        return await AskAsync(Request(name) with { RecognisedPages = known }, bytes, response => response.Document, OnPageAsync, cancellationToken);

        async Task OnPageAsync(ReaderPage page)
        {
            if (page.Words is not null && hash is not null)
            {
                await _recognised.KeepAsync(hash, _options.OcrLanguages, page.Number, page.Words, cancellationToken);
            }

            progress?.Report(new ReadingProgress(page.Done, page.Total));
        }
    }

    public Task<ReadOutcome<ArchiveListing>> ListAsync(string name, byte[] bytes, CancellationToken cancellationToken) =>
        AskAsync(Request(name) with { Task = ReaderTask.List }, bytes, response => response.Archive, onPage: null, cancellationToken);

    public Task<ReadOutcome<byte[]>> ExtractAsync(string name, byte[] bytes, string path, CancellationToken cancellationToken) => AskAsync(
        Request(name) with { Task = ReaderTask.Extract, Entry = path, MaxBytes = _options.MaxFileMegabytes * 1024 * 1024 },
        bytes,
        response => response.Entry,
        onPage: null,
        cancellationToken);

    private ReaderRequest Request(string name) => new(name, Limits, NoPages);

    private async Task<ReadOutcome<T>> AskAsync<T>(
        ReaderRequest request, byte[] bytes, Func<ReaderResponse, T?> value, Func<ReaderPage, Task>? onPage, CancellationToken cancellationToken)
        where T : class
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            using var deadline = new CancellationTokenSource(Deadline, _time);
            using var end = new CancellationTokenSource(TimeSpan.FromMinutes(_options.ScanMinutes), _time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token, end.Token);
            try
            {
                _child ??= ReaderChild.Start(_options);
            }
            catch (Exception failure) when (failure is Win32Exception or IOException or UnauthorizedAccessException)
            {
                LogNotStarted(failure);
                return Failed<T>("The reading process could not be started. “check” says more.");
            }

            try
            {
                var response = await _child.AskAsync(request, bytes, OnPageAsync, either.Token);
                return value(response) is { } found ? new ReadOutcome<T>(found, null, null) : new ReadOutcome<T>(null, response.Refused ?? "The file holds no text.", null);
            }
            catch (OperationCanceledException) when (end.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                Drop();
                LogTooSlow(request.Name, _options.ScanMinutes * 60);
                return Failed<T>($"Recognising its pages took longer than {_options.ScanMinutes} min (Reading:ScanMinutes). Load it again: it goes on at the page it was at.");
            }
            catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                Drop();
                LogTooSlow(request.Name, _options.DeadlineSeconds);
                return Failed<T>($"Reading took longer than {_options.DeadlineSeconds} s and was given up. The file may be damaged or made to harm.");
            }
            catch (Exception death) when (death is IOException or JsonException)
            {
                Drop();
                LogDied(death, request.Name);
                return Failed<T>($"The reading process died over this file (limit: {_options.HeapMegabytes} MB of memory). It may be too complex, damaged or made to harm.");
            }
            catch
            {
                Drop(); // an answer that nobody waits for must not be taken for the next file's
                throw;
            }

            async Task OnPageAsync(ReaderPage page)
            {
                deadline.CancelAfter(Deadline);
                await (onPage?.Invoke(page) ?? Task.CompletedTask);
            }
        }
        finally
        {
            _idle.Change(Idle, Timeout.InfiniteTimeSpan);
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _idle.DisposeAsync(); // waits for its callback, which uses what is disposed next
        Drop();
        _turn.Dispose();
    }

    private TimeSpan Deadline => TimeSpan.FromSeconds(_options.DeadlineSeconds);

    private ReaderLimits Limits => new(_options.MaxCharacters, _options.OcrLanguages, _options.DeadlineSeconds);

    private static bool IsPdf(byte[] bytes) => bytes.AsSpan(0, Math.Min(bytes.Length, 1024)).IndexOf("%PDF"u8) >= 0;

    private static ReadOutcome<T> Failed<T>(string reason)
        where T : class => new(null, null, reason);

    private void Drop()
    {
        var child = _child;
        _child = null;
        child?.Dispose();
    }

    private void EndIfIdle()
    {
        if (_turn.Wait(TimeSpan.Zero))
        {
            Drop();
            _turn.Release();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reading {Name} took longer than {Seconds} s; its process was ended")]
    private partial void LogTooSlow(string name, int seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "The reading process could not be started")]
    private partial void LogNotStarted(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The reading process died over {Name}")]
    private partial void LogDied(Exception death, string name);
}

/// <summary>Limits of reading foreign documents (section <c>Reading</c>).</summary>
public sealed class ReadingOptions
{
    /// <summary>Larger files are refused.</summary>
    [Range(1, 500)]
    public int MaxFileMegabytes { get; set; } = 20;

    /// <summary>Documents with more text are refused; UTF-16 code units.</summary>
    [Range(1_000, 100_000_000)]
    public int MaxCharacters { get; set; } = 5_000_000;

    /// <summary>The languages of scanned pages, in Tesseract's names, joined by +.</summary>
    [RegularExpression("^[A-Za-z_]{3,20}(\\+[A-Za-z_]{3,20}){0,9}$")]
    public string OcrLanguages { get; set; } = "eng";

    /// <summary>Whether the files are kept, so that their documents can be read anew when reading improves.</summary>
    public bool KeepOriginals { get; set; } = true;

    /// <summary>A file that takes longer is given up.</summary>
    [Range(1, 600)]
    public int DeadlineSeconds { get; set; } = 20;

    /// <summary>A file with scanned pages that takes longer is given up; each page has <see cref="DeadlineSeconds"/>.</summary>
    [Range(1, 1_440)]
    public int ScanMinutes { get; set; } = 60;

    /// <summary>Memory that the reading process may use.</summary>
    [Range(64, 16_384)]
    public int HeapMegabytes { get; set; } = 512;
}

[OptionsValidator]
internal sealed partial class ReadingOptionsValidator : IValidateOptions<ReadingOptions>;
