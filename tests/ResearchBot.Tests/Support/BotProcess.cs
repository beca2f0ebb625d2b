using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;

namespace ResearchBot.Tests.Support;

/// <summary>The real program, started as a person starts it.</summary>
internal sealed class BotProcess : IDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly string Program =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ResearchBot.exe" : "ResearchBot");

    /// <summary>Whatever the tests start is compiled as they are, the readers too: most of it ends before a better compilation pays.</summary>
    [ModuleInitializer]
    internal static void CompileQuickly() => Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly Task _reading;

    private BotProcess(Process process)
    {
        _process = process;
        _reading = Task.WhenAll(ReadOutputAsync(), ReadErrorsAsync());
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Starts the program in a folder; its standard input stays open.</summary>
    /// <param name="folder">Its working directory and its folder for temporary files.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="environment">Settings for it.</param>
    /// <param name="under">A command that starts it, such as setpriv with its arguments.</param>
    /// <param name="instead">Another command for the program, such as dotnet with its arguments.</param>
    public static BotProcess Start(
        string folder, string[] arguments, (string Name, string Value)[]? environment = null, string[]? under = null, string[]? instead = null)
    {
        string[] command = [.. instead ?? [.. under ?? [], Program], .. arguments];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["TMPDIR"] = folder;
        start.Environment.TryAdd("Models__Embeddings__Provider", "none"); // a test of semantic search says otherwise
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        return new BotProcess(Process.Start(start)!);
    }

    /// <summary>Runs the program to its end, or kills it at the deadline.</summary>
    public static async Task<BotResult> RunAsync(
        string folder,
        string[] arguments,
        (string Name, string Value)[]? environment = null,
        string input = "",
        string[]? under = null,
        string[]? instead = null)
    {
        using var bot = Start(folder, arguments, environment, under, instead);
        if (input.Length > 0)
        {
            await bot.SendAsync(input);
        }

        return await bot.EndAsync();
    }

    /// <summary>Writes to its standard input.</summary>
    public async Task SendAsync(string text)
    {
        await _process.StandardInput.WriteAsync(text);
        await _process.StandardInput.FlushAsync();
    }

    /// <summary>The next line of its standard output that meets the condition; null when it ends without one.</summary>
    public async Task<string?> WaitForLineAsync(Func<string, bool> condition)
    {
        using var deadline = new CancellationTokenSource(Deadline);
        while (await _lines.Reader.WaitToReadAsync(deadline.Token))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                if (condition(line))
                {
                    return line;
                }
            }
        }

        return null;
    }

    /// <summary>Ends its input and waits for its end.</summary>
    public async Task<BotResult> EndAsync()
    {
        _process.StandardInput.Close();
        return await WaitAsync();
    }

    /// <summary>SIGKILL, for it alone: what it started has to end by itself.</summary>
    public async Task<BotResult> KillAsync()
    {
        _process.Kill();
        return await WaitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    /// <summary>Waits for its end with its input still open.</summary>
    public async Task<BotResult> WaitAsync()
    {
        using var deadline = new CancellationTokenSource(Deadline);
        try
        {
            await _process.WaitForExitAsync(deadline.Token);
            await _reading.WaitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program has not ended after {Deadline.TotalSeconds} s.\n{_output}\n{_errors}");
        }

        return new BotResult(_process.ExitCode, _output.ToString(), _errors.ToString());
    }

    private async Task ReadOutputAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _output.Append(line).Append('\n');
            _lines.Writer.TryWrite(line);
        }

        _lines.Writer.Complete();
    }

    private async Task ReadErrorsAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line)
        {
            _errors.Append(line).Append('\n');
        }
    }
}
