using ResearchBot.Core.Answering.Answers;
using ResearchBot.Discord.Payloads;
using ResearchBot.Discord.Rendering.Blocks;

namespace ResearchBot.Discord.Rendering;

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
