using ResearchBot.Slack.Rendering;

namespace ResearchBot.Slack.Events;

/// <summary>Hands each envelope, which was acknowledged already, to whoever serves it: heard as they come, served a few at a time, and what happens
/// to one message in its order.</summary>
internal sealed class EnvelopeRouter(
    SlackPlatform platform, EnvelopeQueue queue, SlackWeb slack, SlackIdentity self, SharedChannels channels, IncomingReader reader, UseHandler uses,
    RequestInbox inbox)
{
    /// <summary>Routes envelopes until it is cancelled, and says to people who found no room that there was none.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        _ = RefuseAsync(cancellationToken);
        while (true)
        {
            await queue.WaitAsync(cancellationToken);
            await RouteAsync(queue.TryTake()!); // nobody else takes any
        }
    }

    /// <summary>Keeps what was acknowledged and not begun for the next process. Nothing comes any more.</summary>
    public async Task KeepAsync()
    {
        while (queue.TryTake() is { } envelope)
        {
            await RouteAsync(envelope);
        }
    }

    public Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken)
    {
        var payload = JsonElement.Parse(open.Payload[1..]);
        return (EnvelopeKind)(open.Payload[0] - '0') switch
        {
            EnvelopeKind.SlashCommand when SlackJson.TryRead(payload, SlackJson.Default.SlashCommand) is { } typed => uses.ResumeAsync(open, typed, cancellationToken),
            EnvelopeKind.Interaction when SlackJson.TryRead(payload, SlackJson.Default.Interaction) is { } used => uses.ResumeAsync(open, used, cancellationToken),
            EnvelopeKind.Event when SlackJson.TryRead(payload, SlackJson.Default.EventCallback) is { } callback && callback.Read() is { } happened
                && Read(happened, callback, () => open.Payload) is { } message => platform.Messages.ResumeAsync(open, message, cancellationToken),
            _ => Task.CompletedTask,
        };
    }

    private async Task RouteAsync(SlackEnvelope envelope)
    {
        var (kind, payload) = (envelope.Kind, envelope.Payload);
        string Kept() => $"{(int)kind}{payload.GetRawText()}";
        switch (kind)
        {
            case EnvelopeKind.Event when SlackJson.TryRead(payload, SlackJson.Default.EventCallback) is { } callback && callback.Read() is { } happened:
                await RouteAsync(happened, callback, Kept);
                break;
            case EnvelopeKind.SlashCommand when SlackJson.TryRead(payload, SlackJson.Default.SlashCommand) is { } typed:
                await platform.Work.QueueAsync("a command", message: null, stop => uses.HandleAsync(typed, Kept(), stop));
                break;
            case EnvelopeKind.Interaction when SlackJson.TryRead(payload, SlackJson.Default.Interaction) is { } used:
                await platform.Work.QueueAsync("a press", message: null, stop => uses.HandleAsync(used, Kept(), stop));
                break;
        }
    }

    private async Task RouteAsync(SlackEvent happened, EventCallback wrapper, Func<string> payload)
    {
        switch (happened)
        {
            case { Type: "message", Subtype: "message_deleted", Channel: { } channel, DeletedTs: { } ts }:
                await platform.Messages.DeletedAsync($"{channel}/{ts}");
                break;
            case { Type: "message", Subtype: "message_changed", Channel: { } channel, Message: { Subtype: "tombstone", Ts: { } root } }: // a message that has replies leaves this
                await platform.Messages.DeletedAsync($"{channel}/{root}");
                break;
            case { Type: "message", Subtype: "message_changed", Message.Edited: not null } when Read(happened, wrapper, payload) is { } edited:
                await platform.Messages.EditedAsync(edited);
                break;
            case { Type: "channel_shared" or "channel_unshared", Channel: { } channel }:
                channels.Forget(channel);
                break;
            case { Type: "member_joined_channel", Channel: { } channel } when happened.User == self.User:
                await platform.Work.QueueAsync("a welcome", message: null, stop => WelcomeAsync(channel, stop));
                break;
            case { Type: "app_mention" or "message" } when Read(happened, wrapper, payload) is { } message:
                await platform.Messages.ReceiveAsync(message, isNews: happened.Type == "app_mention" || message.IsDirect || !message.IsToBot); // a mention comes as an event of its own, too
                break;
        }
    }

    private IncomingMessage? Read(SlackEvent happened, EventCallback wrapper, Func<string> payload) =>
        happened is { Subtype: "message_changed", Channel: { } channel, Message: { } edited }
            ? reader.ReadEdit(channel, edited, wrapper, payload)
            : reader.Read(happened, wrapper, payload);

    /// <summary>Once in each team: where somebody first takes the bot into a channel.</summary>
    private async Task WelcomeAsync(string channel, CancellationToken cancellationToken)
    {
        var id = $"welcome/{self.Installation}";
        if (await inbox.BeginAsync(platform.Name, id, string.Empty, string.Empty, string.Empty, cancellationToken))
        {
            await platform.PostAsync(new ChatRoom(channel, null), SlackRenderer.Welcome(), PostKey.None, replyTo: null, cancellationToken);
            await platform.Requests.DoneAsync(id, cancellationToken);
        }
    }

    /// <summary>Their acknowledgement could not say that there was no room.</summary>
    private async Task RefuseAsync(CancellationToken cancellationToken)
    {
        await foreach (var envelope in queue.Refused.ReadAllAsync(cancellationToken))
        {
            await platform.Work.Start("a full queue", stop => SayBusyAsync(envelope, stop));
        }
    }

    private async Task SayBusyAsync(SlackEnvelope envelope, CancellationToken cancellationToken)
    {
        var busy = new OutgoingMessage(EnvelopeAnswers.Busy);
        if (envelope.Kind == EnvelopeKind.Interaction && SlackJson.TryRead(envelope.Payload, SlackJson.Default.Interaction) is { Channel.Id: { } room, User.Id: { } presser })
        {
            await slack.PostEphemeralAsync(room, presser, busy, cancellationToken);
        }
        else if (envelope.Kind == EnvelopeKind.Event && SlackJson.TryRead(envelope.Payload, SlackJson.Default.EventCallback)?.Read()
            is { Type: "app_mention", Channel: { } channel, User: { } user } mention)
        {
            await slack.PostEphemeralAsync(channel, user, busy with { ThreadTs = mention.ThreadTs }, cancellationToken);
        }
    }
}
