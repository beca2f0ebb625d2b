using System.Globalization;

namespace ResearchBot.Readers.Chat;

/// <summary>A message of a chat export.</summary>
/// <param name="Thread">The id of the message that it answers or whose thread it stands in; null if it stands for itself.</param>
/// <param name="Text">In the chat program's markup, mentions resolved.</param>
internal sealed record ChatMessage(string Id, string? Thread, DateTimeOffset Time, string Author, string Text)
{
    public IReadOnlyList<ChatFile> Files { get; init; } = [];
}

/// <summary>A file that hangs on a message.</summary>
internal sealed record ChatFile(string Name, string Address);

/// <summary>Writes the messages of a channel: days are sections, an answer follows what it answers.</summary>
internal static class Conversation
{
    private const string Reply = "↳ ";
    private const int MostAuthors = 10;

    /// <exception cref="RefusalException">There are no messages.</exception>
    public static ReadDocument Write(string channel, string? topic, IReadOnlyList<ChatMessage> messages, ReadingLimits limits)
    {
        if (messages.Count == 0)
        {
            throw new RefusalException($"{channel} holds no messages.");
        }

        var builder = new DocumentBuilder(limits.MaxCharacters);
        builder.Add(BlockKind.Heading, channel, level: 1);
        if (!string.IsNullOrWhiteSpace(topic))
        {
            builder.Add(BlockKind.Note, topic);
        }

        var ids = messages.Select(message => message.Id).ToHashSet();
        var replies = messages.Where(IsReply).ToLookup(message => message.Thread!);
        var day = (DateOnly?)null;
        foreach (var message in messages.Where(message => !IsReply(message)).OrderBy(message => message.Time))
        {
            if (day != DateOnly.FromDateTime(message.Time.DateTime))
            {
                day = DateOnly.FromDateTime(message.Time.DateTime);
                builder.Place = new PlaceMark(0) { Time = TimeOf(message) };
                builder.Add(BlockKind.Heading, day.Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), level: 2);
            }

            Thread(builder, message, replies);
        }

        var about = new Dictionary<string, string>
        {
            ["title"] = channel,
            ["author"] = StatedText.Clean(string.Join(", ", messages.Select(message => message.Author).Distinct().Take(MostAuthors))),
            ["modified"] = messages.Max(message => message.Time).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
        return builder.Build(channel, about: about);

        bool IsReply(ChatMessage message) => message.Thread is { } thread && thread != message.Id && ids.Contains(thread);
    }

    /// <summary>A time as a person reads it.</summary>
    public static string TimeOf(ChatMessage message) =>
        message.Time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        + (message.Time.Offset == TimeSpan.Zero ? " UTC" : message.Time.ToString(" zzz", CultureInfo.InvariantCulture));

    /// <summary>A message with all that answers it, in the order of writing: those who answer an answer follow it.</summary>
    private static void Thread(DocumentBuilder builder, ChatMessage root, ILookup<string, ChatMessage> replies)
    {
        var first = Message(builder, root, under: null);
        var waiting = new Stack<ChatMessage>(replies[root.Id].OrderByDescending(reply => reply.Time));
        var seen = new HashSet<string> { root.Id };
        while (waiting.TryPop(out var reply))
        {
            if (seen.Add(reply.Id))
            {
                Message(builder, reply, first);
                foreach (var next in replies[reply.Id].OrderByDescending(next => next.Time))
                {
                    waiting.Push(next);
                }
            }
        }
    }

    private static int? Message(DocumentBuilder builder, ChatMessage message, int? under)
    {
        builder.Place = new PlaceMark(0) { Time = TimeOf(message) };
        var isReply = under is not null;
        int? first = null;
        foreach (var (isCode, text) in ChatMarkup.Parts(message.Text))
        {
            if (isCode)
            {
                builder.Begin(BlockKind.Code, under: first ?? under);
                builder.WriteVerbatim(text);
                builder.End();
                continue;
            }

            builder.Begin(isReply && first is null ? BlockKind.Item : BlockKind.Paragraph, isReply && first is null ? 1 : 0, under: first ?? under,
                marker: isReply && first is null ? Reply : "");
            builder.Write(first is null ? $"{message.Author}: " : "");
            ChatMarkup.Write(builder, text);
            var block = builder.End();
            first ??= block;
        }

        foreach (var file in message.Files)
        {
            builder.Begin(BlockKind.Note, under: first ?? under);
            builder.Write(first is null ? $"{message.Author}: " : "");
            builder.OpenLink(file.Address);
            builder.Write(file.Name);
            builder.CloseLink();
            var block = builder.End();
            first ??= block;
        }

        return first;
    }
}
