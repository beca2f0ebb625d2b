using Microsoft.AspNetCore.Connections;

namespace ResearchBot.Fakes;

/// <summary>A fake as a program of its own: its options, its help, its end with Ctrl+C, and one line for what is wrong.</summary>
/// <param name="usage">What --help prints.</param>
/// <param name="options">Names of its options besides --port; each takes a value.</param>
internal sealed class FakeProgram(string usage, params string[] options)
{
    public async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors, Func<FakeArguments, CancellationToken, Task> run)
    {
        if (args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            await output.WriteLineAsync(usage);
            return 0;
        }

        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler end = (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };
        Console.CancelKeyPress += end;
        var port = 0;
        try
        {
            var values = Read(args);
            port = values.TryGetValue("--port", out var written) ? Port(written) : 0;
            await run(new FakeArguments(port, values), stop.Token);
            return 0;
        }
        catch (FormatException wrong)
        {
            await errors.WriteLineAsync($"{wrong.Message} See --help.");
            return 2;
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            await errors.WriteLineAsync($"Port {port} of 127.0.0.1 is taken: end what listens there, or name another one with --port.");
            return 1;
        }
        finally
        {
            Console.CancelKeyPress -= end;
        }
    }

    private Dictionary<string, string> Read(string[] args)
    {
        var values = new Dictionary<string, string>();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (args[i] != "--port" && !options.Contains(args[i]))
            {
                throw new FormatException($"There is no option {args[i]}.");
            }

            values[args[i]] = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
        }

        return values;
    }

    private static int Port(string written) =>
        ushort.TryParse(written, out var port) ? port : throw new FormatException($"\"{written}\" is not a port: --port takes a number from 0 to 65535.");
}

/// <param name="Port">0 takes a free one.</param>
/// <param name="Values">What was given, by the option's name.</param>
internal sealed record FakeArguments(int Port, IReadOnlyDictionary<string, string> Values);
