using System.Text;
using ResearchBot.Core.Commands;
using Spectre.Console;

namespace ResearchBot.Terminal;

/// <summary>Chooses how this process talks: JSON, plain lines, or drawn on a terminal.</summary>
internal static class ConsoleSinks
{
    /// <summary>Whether a person sits at a terminal that understands control codes.</summary>
    public static bool IsTerminal =>
        !Console.IsInputRedirected && !Console.IsOutputRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";

    /// <summary>
    /// Lets the console speak UTF-8. Only before anything is logged: set while a log line is written, the two wait for each
    /// other's lock for ever.
    /// </summary>
    public static void UseUtf8() => Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>A sink for one request.</summary>
    public static IReplySink Create(bool json)
    {
        if (json)
        {
            return new JsonSink(Console.OpenStandardOutput());
        }

        return IsTerminal ? new TerminalSink(AnsiConsole.Console) : new PlainSink(Console.Out, Console.Error);
    }
}
