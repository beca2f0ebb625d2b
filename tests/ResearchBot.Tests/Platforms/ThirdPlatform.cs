using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Commands;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Notices;
using ResearchBot.Core.Platforms;

namespace ResearchBot.Tests.Platforms;

/// <summary>A chat platform in memory, which shows what a third one has to bring: to read, to draw and to post.</summary>
internal class ThirdPlatform(ChatServices core, ThirdChat chat) : ChatPlatform(core)
{
    public override string Name => "third";

    public override bool IsConfigured => true;

    protected override string Token => "a secret";

    public override Task<string> PostAsync(ChatRoom room, RenderedPart part, PostKey key, string? replyTo, CancellationToken cancellationToken)
    {
        var id = chat.NextId();
        chat.Posts[id] = new ThirdChat.Post(room, ((Drawn)part).Text, key);
        return Task.FromResult(id);
    }

    public override Task EditAsync(ChatRoom room, string message, RenderedPart part, PostKey? key, CancellationToken cancellationToken)
    {
        chat.Posts[message] = chat.Posts[message] with { Text = ((Drawn)part).Text, Key = key ?? PostKey.None };
        return Task.CompletedTask;
    }

    public override Task DeleteAsync(string channel, string message, CancellationToken cancellationToken)
    {
        chat.Posts.TryRemove(message, out _);
        return Task.CompletedTask;
    }

    public override Task<string> OpenDirectAsync(string user, CancellationToken cancellationToken) => Task.FromResult($"direct-{user}");

    public override Task<ChatRoom> OpenThreadAsync(IncomingMessage message, string title, CancellationToken cancellationToken) =>
        Task.FromResult(new ChatRoom(message.Channel, message.Order));

    public override Task<bool> ExistsAsync(IncomingMessage message, CancellationToken cancellationToken) => Task.FromResult(chat.Written.ContainsKey(message.Id));

    public override Task<string?> FindPostAsync(ChatRoom room, PostKey key, CancellationToken cancellationToken) =>
        Task.FromResult<string?>(chat.Posts.FirstOrDefault(post => post.Value.Room == room && post.Value.Key == key).Key);

    public override Task ShowWorkAsync(ChatRoom room, CancellationToken cancellationToken) => Task.CompletedTask;

    public override IReadOnlyList<RenderedPart> Render(Reply reply, bool isPrivate) => [new Drawn(string.Join('\n', ReplyLines.Of(reply)))];

    public override IReadOnlyList<RenderedPart> Render(Notice notice, AnswerReply? answer) => [new Drawn(notice.Text)];

    public override RenderedPart Render(IngestionProgress progress) => new Drawn($"{progress.Done} of {progress.Total}");

    public override RenderedPart Render(DraftedAnswer draft) => new Drawn(string.Join('\n', AnswerText.Lines(draft)));

    public override Task<string> FindWorkspaceAsync(Incoming incoming, CancellationToken cancellationToken) => Task.FromResult(new PlatformTeam(Name, incoming.Team!).OwnWorkspace);

    public override async Task<PlatformPerson> FindPersonAsync(Incoming incoming, CancellationToken cancellationToken) =>
        new(await FindWorkspaceAsync(incoming, cancellationToken), Role.Member, []);

    public override Task<(ChatRoom Room, string? User)> FindRoomAsync(string address, CancellationToken cancellationToken) =>
        Task.FromResult<(ChatRoom, string?)>((new ChatRoom(address.Split(':')[1], null), null));

    public override Task<string?> FindChannelAsync(string posted, CancellationToken cancellationToken) => Task.FromResult<string?>(posted);

    protected override Task ConnectAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ReceiveAsync(CancellationToken cancellationToken)
    {
        Resume();
        await foreach (var (kind, written) in chat.Events.Reader.ReadAllAsync(cancellationToken))
        {
            await (kind switch
            {
                "written" => Messages.ReceiveAsync(Read(written)),
                "edited" => Messages.EditedAsync(Read(written)),
                _ => Messages.DeletedAsync(written.Id),
            });
        }
    }

    protected override Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken) =>
        Messages.ResumeAsync(open, Read(JsonSerializer.Deserialize<ThirdChat.Message>(open.Payload)!), cancellationToken);

    private static IncomingMessage Read(ThirdChat.Message written) =>
        new(written.Id, written.Author, "general", written.Text.Replace("@bot", string.Empty, StringComparison.Ordinal).Trim(), JsonSerializer.Serialize(written))
        {
            Order = written.Id,
            Talk = $"general/{written.Thread ?? written.Id}",
            Team = "t1",
            Thread = written.Thread,
            IsToBot = written.Text.Contains("@bot", StringComparison.Ordinal),
            MayFollowUp = written.Thread is not null,
            CanBeginThread = true,
            EditedAt = written.EditedAt,
        };

    private sealed record Drawn(string Text) : RenderedPart;
}

/// <summary>What stands in the chat of the third platform, whichever process of the bot is connected.</summary>
internal sealed class ThirdChat
{
    private int _last;

    public Channel<(string Kind, Message Message)> Events { get; } = Channel.CreateUnbounded<(string, Message)>();

    public ConcurrentDictionary<string, Message> Written { get; } = [];

    public ConcurrentDictionary<string, Post> Posts { get; } = [];

    public string NextId() => $"{Interlocked.Increment(ref _last):0000}";

    public Message Say(string author, string text, string? thread = null) => Tell("written", new Message(NextId(), author, text, thread, null));

    public void Edit(Message message, string text, string at) => Tell("edited", message with { Text = text, EditedAt = at });

    public void Delete(Message message)
    {
        Written.TryRemove(message.Id, out _);
        Events.Writer.TryWrite(("deleted", message));
    }

    private Message Tell(string kind, Message message)
    {
        Written[message.Id] = message;
        Events.Writer.TryWrite((kind, message));
        return message;
    }

    internal sealed record Message(string Id, string Author, string Text, string? Thread, string? EditedAt);

    internal sealed record Post(ChatRoom Room, string Text, PostKey Key);
}
