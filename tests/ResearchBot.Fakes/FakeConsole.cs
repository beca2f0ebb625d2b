using System.Text;

namespace ResearchBot.Fakes;

/// <summary>A person at the terminal, who writes to the bot and sees what it writes; each of its buttons has a number.</summary>
public abstract class FakeConsole<TMessage>(TextReader input, TextWriter output)
    where TMessage : class
{
    private readonly List<(TMessage Message, string Id)> _buttons = [];

    protected TextWriter Output { get; } = TextWriter.Synchronized(output);

    /// <summary>Where the fake listens, and how to point the bot at it.</summary>
    protected abstract IReadOnlyList<string> Greeting { get; }

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var line in Greeting)
        {
            Output.WriteLine(line);
        }

        while (await ReadAsync(cancellationToken) is { } line)
        {
            try
            {
                Do(line.Trim());
            }
            catch (InvalidOperationException refused)
            {
                Output.WriteLine(refused.Message);
            }
        }
    }

    protected abstract void Press(TMessage message, string id);

    /// <param name="name">With its stroke.</param>
    /// <param name="text">What follows it.</param>
    protected abstract void Slash(string name, string text);

    protected abstract void SayInPrivate(string text);

    protected abstract void Say(string text);

    /// <param name="where">Who says it, and where.</param>
    /// <param name="draw">Draws the message; its buttons get their numbers from what it is given.</param>
    protected void Show(TMessage message, string where, Func<Func<string, int>, string> draw)
    {
        Output.WriteLine($"--- {where}");
        Output.Write(draw(id => Number(message, id)));
        Output.Flush();
    }

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            // Standard input cannot be cancelled; the thread is left behind at the end.
            return await Task.Run(input.ReadLine, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private void Do(string line)
    {
        if (int.TryParse(line, out var number) && number >= 1 && number <= _buttons.Count)
        {
            var (message, id) = _buttons[number - 1];
            Press(message, id);
        }
        else if (line.StartsWith('/'))
        {
            var end = line.IndexOf(' ', StringComparison.Ordinal) is var at and > 0 ? at : line.Length;
            Slash(line[..end], line[end..].Trim());
        }
        else if (line.StartsWith("dm ", StringComparison.Ordinal))
        {
            SayInPrivate(line[3..]);
        }
        else if (line.Length > 0)
        {
            Say(line);
        }
    }

    private int Number(TMessage message, string id)
    {
        var known = _buttons.IndexOf((message, id));
        if (known < 0)
        {
            _buttons.Add((message, id));
            known = _buttons.Count - 1;
        }

        return known + 1;
    }
}

internal static class DrawnLines
{
    /// <summary>Adds each line of a text, indented; nothing for an empty text.</summary>
    public static void Line(this StringBuilder text, string indent, string? content)
    {
        foreach (var line in string.IsNullOrEmpty(content) ? [] : content.Split('\n'))
        {
            text.Append(indent).AppendLine(line);
        }
    }
}
