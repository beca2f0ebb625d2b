using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchBot.Reading;

/// <summary>One reading process: this program under a hidden verb, with a cap on its memory, no settings or secrets in its environment and a
/// temporary folder of its own. Requests and answers are length-prefixed frames.</summary>
internal sealed class ReaderChild : IDisposable
{
    private const string FolderPrefix = "researchbot-reader-";

    private static readonly TimeSpan Left = TimeSpan.FromHours(1);

    private readonly Process _process;
    private readonly string _folder;
    private byte[]? _archive;

    private ReaderChild(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Deletes the folders of programs that were killed.</summary>
    internal static void DeleteLeftFolders()
    {
        try
        {
            foreach (var folder in new DirectoryInfo(Path.GetTempPath()).EnumerateDirectories(FolderPrefix + "*"))
            {
                // Somebody else may count processes otherwise, such as another container with the same temporary folder: its folders are young.
                if (DateTime.UtcNow - folder.LastWriteTimeUtc > Left
                    && int.TryParse(folder.Name[FolderPrefix.Length..].Split('-')[0], out var process) && !IsRunning(process))
                {
                    DeleteFolder(folder.FullName);
                }
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The next one tries again.
        }
    }

    /// <exception cref="Win32Exception">It cannot be started.</exception>
    /// <exception cref="IOException">There is no temporary folder for it.</exception>
    public static ReaderChild Start(ReadingOptions options)
    {
        DeleteLeftFolders();
        var folder = Directory.CreateTempSubdirectory($"{FolderPrefix}{Environment.ProcessId}-").FullName;
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ResearchBot.exe" : "ResearchBot"))
        {
            ArgumentList = { Verb },
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        start.Environment["DOTNET_GCHeapHardLimit"] = (options.HeapMegabytes * 1024L * 1024).ToString("X"); // read as hexadecimal
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        start.Environment["TMPDIR"] = start.Environment["TEMP"] = folder;
        start.Environment["HOME"] = folder;
        start.Environment["OMP_THREAD_LIMIT"] = "1"; // Tesseract's threads wait for each other longer than they work
        Pass(start, "PATH", "TESSDATA_PREFIX", "LANG");
        if (OperatingSystem.IsWindows())
        {
            start.Environment["SystemRoot"] = Environment.GetEnvironmentVariable("SystemRoot");
        }

        var process = StartIn(folder, start);
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine(); // drained, since a full pipe would stop it
        return new ReaderChild(process, folder);
    }

    public const string Verb = "read-documents-from-standard-input";

    /// <summary>Asks about a file. An archive that was asked about before is not sent again.</summary>
    /// <param name="onPage">Awaited for each page that the process begins to recognise or has recognised.</param>
    /// <exception cref="IOException">The process died over it.</exception>
    public async Task<ReaderResponse> AskAsync(ReaderRequest request, byte[] bytes, Func<ReaderPage, Task> onPage, CancellationToken cancellationToken)
    {
        var isHeld = request.Task != ReaderTask.Read && ReferenceEquals(_archive, bytes);
        _archive = request.Task == ReaderTask.Read ? _archive : bytes;
        var input = _process.StandardInput.BaseStream;
        await Readers.Frame.WriteAsync(input, JsonSerializer.SerializeToUtf8Bytes(request, ReaderWireJson.Default.ReaderRequest), cancellationToken);
        await Readers.Frame.WriteAsync(input, isHeld ? [] : bytes, cancellationToken);

        var longest = LongestAnswer(request.Limits.MaxCharacters);
        var response = await NextAsync(longest, cancellationToken);
        for (; response.Page is not null; response = await NextAsync(longest, cancellationToken))
        {
            await onPage(response.Page);
        }

        return response.EntryLength is null ? response : response with { Entry = await FrameAsync(request.MaxBytes, cancellationToken) };
    }

    private async Task<ReaderResponse> NextAsync(long longest, CancellationToken cancellationToken) =>
        JsonSerializer.Deserialize(await FrameAsync(longest, cancellationToken), ReaderWireJson.Default.ReaderResponse)
        ?? throw new IOException("The reading process answered nothing.");

    /// <summary>Ends the process, whatever it is doing.</summary>
    public void Dispose()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
            _process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (Exception failure) when (failure is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended by itself, or is about to.
        }

        _process.Dispose();
        DeleteFolder(_folder);
    }

    private async Task<byte[]> FrameAsync(long longest, CancellationToken cancellationToken)
    {
        var output = _process.StandardOutput.BaseStream;
        var header = new byte[4];
        await output.ReadExactlyAsync(header, cancellationToken);
        var length = BinaryPrimitives.ReadInt32LittleEndian(header);
        if (length < 0 || length > longest)
        {
            throw new IOException("The reading process answered out of turn.");
        }

        var frame = new byte[length];
        await output.ReadExactlyAsync(frame, cancellationToken);
        return frame;
    }

    /// <summary>What the programs of the system need that readers run.</summary>
    private static void Pass(ProcessStartInfo start, params string[] names)
    {
        foreach (var name in names)
        {
            if (Environment.GetEnvironmentVariable(name) is { Length: > 0 } value)
            {
                start.Environment[name] = value;
            }
        }
    }

    private static Process StartIn(string folder, ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start) ?? throw new InvalidOperationException("The reading process did not start.");
        }
        catch
        {
            DeleteFolder(folder);
            throw;
        }
    }

    private static bool IsRunning(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
        catch (Exception unknown) when (unknown is Win32Exception or InvalidOperationException)
        {
            return true;
        }
    }

    private static void DeleteFolder(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // The system clears its temporary folder.
        }
    }

    /// <summary>Text escaped at six bytes a character at worst, and its blocks and places: a short row has more of them than text.</summary>
    private static long LongestAnswer(int maxCharacters) => Math.Min(int.MaxValue, (24L * maxCharacters) + 1_000_000);
}

/// <summary>What the reading process is asked.</summary>
/// <param name="RecognisedPages">The words of pages that were recognised before.</param>
/// <param name="Entry">The path of the archive's entry that is asked for.</param>
/// <param name="MaxBytes">The most bytes of an entry.</param>
internal sealed record ReaderRequest(
    string Name, ReaderLimits Limits, IReadOnlyDictionary<int, string> RecognisedPages, ReaderTask Task = ReaderTask.Read, string Entry = "", int MaxBytes = 0);

/// <summary>What is to be done with a file.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReaderTask>))]
internal enum ReaderTask
{
    Read,
    List,
    Extract,
}

/// <summary>What one file may cost.</summary>
/// <param name="OcrLanguages">The languages of scanned pages, in Tesseract's names, joined by +.</param>
internal sealed record ReaderLimits(int MaxCharacters, string OcrLanguages, int DeadlineSeconds);

/// <summary>What it answers: a document, an archive's list or entry, or why there is none, or a page that it recognises meanwhile.</summary>
internal sealed record ReaderResponse(ReadDocument? Document, string? Refused, ReaderPage? Page)
{
    public ArchiveListing? Archive { get; init; }

    public int? EntryLength { get; init; }

    /// <summary>Comes in a frame of its own.</summary>
    [JsonIgnore]
    public byte[]? Entry { get; init; }
}

/// <summary>A scanned page.</summary>
/// <param name="Words">Null while it is not yet recognised.</param>
/// <param name="Done">How many pages are recognised.</param>
internal sealed record ReaderPage(int Number, string? Words, int Done, int Total);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ReaderRequest))]
[JsonSerializable(typeof(ReaderResponse))]
internal sealed partial class ReaderWireJson : JsonSerializerContext;

/// <summary>The reading process's standard input. Where it ends, the program that asks is gone and nobody waits for an answer: the process ends at
/// once, even in the middle of a file that would keep it busy for hours.</summary>
internal static class ParentPipe
{
    public static Stream Open()
    {
        var pipe = new Pipe();
        new Thread(() => PassOn(pipe.Writer)) { IsBackground = true, Name = "From the parent" }.Start();
        return pipe.Reader.AsStream();
    }

    private static void PassOn(PipeWriter writer)
    {
        using var input = Console.OpenStandardInput();
        input.CopyTo(writer.AsStream());
        Environment.Exit(0);
    }
}
