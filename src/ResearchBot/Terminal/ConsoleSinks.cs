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

    /// <summary>A sink for one request.</summary>
    public static IReplySink Create(bool json)
    {
        if (json)
        {
            return new JsonSink(Console.OpenStandardOutput());
        }

        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return IsTerminal ? new TerminalSink(AnsiConsole.Console) : new PlainSink(Console.Out, Console.Error);
    }
}
