using System.Net;
using ResearchBot.Discord.Rendering;

namespace ResearchBot.Discord.Events;

/// <summary>Replies in the place of an interaction's acknowledgement. If Discord no longer takes it there (the token dies after 15 minutes), the reply
/// goes as a message to the channel, or directly to the person if they alone may see it.</summary>
internal sealed class InteractionTarget(DiscordRest rest, Interaction interaction, bool isPrivate) : ReplyTarget
{
    private const int Ephemeral = 64;
    private const int Deferred = 5;

    private bool _isAcknowledged;
    private bool _hasProgress;

    public override bool IsPrivate => isPrivate;
    private string Application => interaction.ApplicationId ?? string.Empty;

    /// <summary>Tells Discord that the reply follows. It has 3 s for that from the event on.</summary>
    public async Task AcknowledgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var data = isPrivate ? new CallbackData(Flags: Ephemeral) : null;
            await rest.AcknowledgeAsync(interaction, new InteractionCallback(Deferred, data), cancellationToken);
            _isAcknowledged = true;
        }
        catch (HttpRequestException)
        {
            _isAcknowledged = true; // perhaps: the first edit will tell
        }
        catch (DiscordException fault) when (fault.Status >= HttpStatusCode.InternalServerError)
        {
            _isAcknowledged = true; // perhaps, too
        }
        catch (DiscordException)
        {
            // Too late: the reply goes to the channel.
        }
    }

    /// <summary>Takes it that it was acknowledged, by the process that this one goes on for.</summary>
    public void TakeAsAcknowledged() => _isAcknowledged = true;

    public override async Task ShowProgressAsync(RenderedPart progress, CancellationToken cancellationToken)
    {
        if (_isAcknowledged)
        {
            _hasProgress = true;
            await rest.EditOriginalAsync(Application, interaction.Token, ToMessage(progress, isPrivate: false), cancellationToken);
        }
    }

    public override async Task<PostedMessages?> SendAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        var sent = new List<string>();
        if (_isAcknowledged && await TryOriginalAsync(parts[0], cancellationToken) is { } first)
        {
            sent.Add(first.Id);
        }

        var room = sent.Count > 0 || !isPrivate ? interaction.ChannelId! : await DirectAsync(cancellationToken);
        foreach (var part in parts.Skip(sent.Count))
        {
            if (isPrivate && sent.Count > 0 && room == interaction.ChannelId)
            {
                sent.Add((await FollowUpAsync(part, cancellationToken)).Id);
                continue;
            }

            try
            {
                sent.Add((await FilePermission.SendAsync(part, whole => PostAsync(room, whole, sent.Count, cancellationToken))).Id);
            }
            catch (DiscordException closed) when (closed.Fault == PlatformFault.Closed && room == interaction.ChannelId)
            {
                // A command may be used where the bot may not write.
                if (sent.Count > 0)
                {
                    sent.Add((await FollowUpAsync(part, cancellationToken)).Id);
                }
                else
                {
                    room = await DirectAsync(cancellationToken);
                    sent.Add((await PostAsync(room, part, 0, cancellationToken)).Id);
                }
            }
        }

        return isPrivate ? null : new PostedMessages(room, sent);
    }

    /// <summary>Who may see a reply is fixed by its acknowledgement: a public sign of work is taken away before the word to the asker alone.</summary>
    public override async Task<PostedMessages?> SendToAskerAsync(IReadOnlyList<RenderedPart> parts, CancellationToken cancellationToken)
    {
        if (isPrivate || !_isAcknowledged || _hasProgress || interaction.GuildId is null)
        {
            return await SendAsync(parts, cancellationToken);
        }

        await rest.DeleteOriginalAsync(Application, interaction.Token, cancellationToken);
        foreach (var part in parts)
        {
            await FilePermission.SendAsync(part, whole => rest.FollowUpAsync(Application, interaction.Token, ToMessage(whole, isPrivate: true), cancellationToken));
        }

        return null;
    }

    private async Task<string> DirectAsync(CancellationToken cancellationToken) => (await rest.OpenDirectAsync(interaction.By!.Id, cancellationToken)).Id;

    private Task<Message> FollowUpAsync(RenderedPart part, CancellationToken cancellationToken) => FilePermission.SendAsync(
        part, whole => rest.FollowUpAsync(Application, interaction.Token, ToMessage(whole, isPrivate), cancellationToken));

    private Task<Message> PostAsync(string room, RenderedPart part, int number, CancellationToken cancellationToken) => rest.PostAsync(
        room, OutgoingGate.ToMessage((RenderedMessage)part, isPrivate: false, Nonce.Of(new PostKey(interaction.Id, room == interaction.ChannelId ? "reply" : "direct", number)), replyTo: null), cancellationToken);

    private static OutgoingMessage ToMessage(RenderedPart part, bool isPrivate) => OutgoingGate.ToMessage((RenderedMessage)part, isPrivate, nonce: null, replyTo: null);

    private async Task<Message?> TryOriginalAsync(RenderedPart first, CancellationToken cancellationToken)
    {
        try
        {
            return await FilePermission.SendAsync(first, whole => rest.EditOriginalAsync(
                Application, interaction.Token, ToMessage(whole, isPrivate: false), cancellationToken)); // who sees it is fixed since the acknowledgement
        }
        catch (DiscordException gone) when (
            gone.Status is HttpStatusCode.NotFound or HttpStatusCode.Unauthorized || gone.Code is DiscordErrorCodes.InvalidWebhookToken or DiscordErrorCodes.UnknownInteraction)
        {
            return null;
        }
    }
}
