using System.Diagnostics;
using System.Text.Json;
using ResearchBot.Readers;

namespace ResearchBot.Benchmarks.Formats;

/// <summary>Reads files in a process of its own, one after the other, with the limits that the product sets.</summary>
/// <param name="usesPrograms">Whether it finds LibreOffice, poppler and Tesseract. Scans are not recognised without, as the other program gives only
/// what a PDF holds as text.</param>
internal sealed class ReadingChild(bool usesPrograms) : IDisposable
{
    public const string Verb = "read-documents";

    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    private Process? _process;

    /// <summary>The child's side.</summary>
    public static Task ServeAsync() =>
        ReaderLoop.RunAsync(Console.OpenStandardInput(), Console.OpenStandardOutput(), CancellationToken.None);

    public async Task<ReadFile> ReadAsync(string name, byte[] bytes)
    {
        var process = _process ??= Start();
        var before = Used(process);
        try
        {
            using var deadline = new CancellationTokenSource(Deadline);
            var input = process.StandardInput.BaseStream;
            var request = JsonSerializer.SerializeToUtf8Bytes(new ReadRequest(name, new ReadingLimits(20_000_000)), ReaderJson.Pipe.ReadRequest);
            await Frame.WriteAsync(input, request, deadline.Token);
            await Frame.WriteAsync(input, bytes, deadline.Token);
            ReadAnswer read;
            do
            {
                var answer = await Frame.ReadAsync(process.StandardOutput.BaseStream, deadline.Token)
                    ?? throw new IOException("The reading process died.");
                read = JsonSerializer.Deserialize(answer, ReaderJson.Pipe.ReadAnswer)!;
            }
            while (read.Page is not null);

            return new ReadFile(read.Document, read.Refused, (Used(process) - before).TotalMilliseconds);
        }
        catch (Exception death) when (death is IOException or OperationCanceledException)
        {
            Dispose();
            return new ReadFile(null, null, 0);
        }
    }

    public void Dispose()
    {
        _process?.Kill(entireProcessTree: true);
        _process?.Dispose();
        _process = null;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, ArgumentList = { Verb },
        };
        start.Environment["DOTNET_GCHeapHardLimit"] = (512L * 1024 * 1024).ToString("X");
        start.Environment["DOTNET_gcServer"] = "0";
        if (!usesPrograms)
        {
            start.Environment["PATH"] = "";
        }

        return Process.Start(start)!;
    }

    private static TimeSpan Used(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }
}

/// <summary>What the child answered: a document, a refusal, or nothing because it died or took too long.</summary>
/// <param name="Milliseconds">Processor time.</param>
internal sealed record ReadFile(ReadDocument? Document, string? Refused, double Milliseconds)
{
    public bool Died => Document is null && Refused is null;

    public string Outcome => Refused ?? (Document is null ? "DIED" : string.Join(' ', Document.Remarks));
}
