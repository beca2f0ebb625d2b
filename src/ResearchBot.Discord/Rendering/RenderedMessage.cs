using ResearchBot.Core.Answering.Answers;

namespace ResearchBot.Discord.Rendering;

/// <summary>A message as it is drawn, before it is known where it goes.</summary>
internal sealed record RenderedMessage(IReadOnlyList<Component> Components, IReadOnlyList<OutgoingFile> Files) : RenderedPart;

/// <summary>The one place where messages are made: components only, which preview no link, and nobody is mentioned.</summary>
internal static class OutgoingGate
{
    private const int ComponentsOnly = 1 << 15;
    private const int Ephemeral = 1 << 6;

    /// <param name="isPrivate">Whether one person alone sees it; only an interaction can be answered so.</param>
    /// <param name="nonce">The same for every attempt of one send, at most 25 characters; null for edits and interactions.</param>
    /// <param name="replyTo">The message that it replies to, which may be gone by then; null if there is none.</param>
    public static OutgoingMessage ToMessage(RenderedMessage rendered, bool isPrivate, string? nonce, string? replyTo) =>
        new(rendered.Components, ComponentsOnly | (isPrivate ? Ephemeral : 0))
        {
            Files = rendered.Files,
            Nonce = nonce,
            MessageReference = replyTo is null ? null : new MessageReference(replyTo, FailIfNotExists: false),
        };
}

/// <summary>Makes messages of blocks: numbered where there are several, buttons below the last.</summary>
internal static class MessageComposer
{
    public static IReadOnlyList<RenderedMessage> Compose(IEnumerable<Block> blocks, Accent accent, AnswerWording words, Component? buttons = null)
    {
        var parts = MessageSplitter.Split(blocks);
        return [.. parts.Select((part, i) => Compose(
            part,
            accent,
            parts.Count == 1 ? null : $"-# {words.With(Phrase.Part, i + 1, parts.Count)}",
            i == parts.Count - 1 ? buttons : null))];
    }

    private static RenderedMessage Compose(IReadOnlyList<Block> part, Accent accent, string? mark, Component? buttons)
    {
        var inside = new List<Component>();
        foreach (var block in part)
        {
            if (block.IsLine && inside is [.., { Type: ComponentType.Text } before])
            {
                inside[^1] = before with { Content = $"{before.Content}\n{block.Text}" };
            }
            else
            {
                inside.Add(Text(block.Text));
            }

            if (block.File is { } file)
            {
                inside.Add(new Component(ComponentType.File) { File = new MediaReference($"attachment://{file.Name}") });
            }
        }

        if (mark is not null)
        {
            inside.Add(Text(mark));
        }

        var container = new Component(ComponentType.Container) { AccentColor = (int)accent, Components = inside };
        return new RenderedMessage(buttons is null ? [container] : [container, buttons], [.. part.Select(block => block.File).OfType<OutgoingFile>()]);
    }

    private static Component Text(string content) => new(ComponentType.Text) { Content = content };
}

/// <summary>Spreads blocks over messages, each block whole and in order. Discord takes 4,000 characters, 40 components and 10 files.</summary>
internal static class MessageSplitter
{
    /// <summary>Characters of a message's blocks; the mark of the part needs some too.</summary>
    public const int MostCharacters = 3_800;

    // Beside them stand the container, the mark, the row and five buttons.
    private const int MostComponents = 28;
    private const int MostFiles = 9;

    public static IReadOnlyList<IReadOnlyList<Block>> Split(IEnumerable<Block> blocks)
    {
        var parts = new List<List<Block>>();
        foreach (var block in blocks)
        {
            if (parts.Count == 0)
            {
                parts.Add([]);
            }
            else if (!Fits(parts[^1], block))
            {
                parts.Add(TakeHeading(parts[^1]));
            }

            parts[^1].Add(block);
        }

        return parts;
    }

    private static bool Fits(List<Block> part, Block block) =>
        part.Sum(one => one.Text.Length + 1) + block.Text.Length < MostCharacters
        && part.Sum(one => one.Components) + block.Components <= MostComponents
        && part.Count(one => one.File is not null) + (block.File is null ? 0 : 1) <= MostFiles;

    private static List<Block> TakeHeading(List<Block> part)
    {
        if (part.Count < 2 || !part[^1].IsHeading)
        {
            return [];
        }

        var heading = part[^1];
        part.RemoveAt(part.Count - 1);
        return [heading];
    }
}
