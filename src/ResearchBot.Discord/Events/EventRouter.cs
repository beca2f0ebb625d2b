using System.Threading.Channels;
using ResearchBot.Discord.Gateway;

namespace ResearchBot.Discord.Events;

/// <summary>Hands each event to whoever serves it. Interactions begin at once, since Discord waits 3 s for them; messages are served in their order,
/// and where too many wait, no more are read from the gateway.</summary>
internal sealed class EventRouter(
    DiscordPlatform platform, ServerDirectory servers, ServerVisits visits, BotIdentity self, CommandRegistrar registrar,
    InteractionHandler interactions, MessageReader messages, Action resume) : IDisposable
{
    private bool _hasBegun;

    public async Task RunAsync(ChannelReader<GatewayEvent> events)
    {
        _hasBegun = false;
        await foreach (var received in events.ReadAllAsync(CancellationToken.None))
        {
            servers.Take(received);
            await RouteAsync(received);
        }
    }

    public async Task ResumeAsync(ReceivedRequest open, CancellationToken cancellationToken)
    {
        var payload = JsonElement.Parse(open.Payload);
        if (payload.TryGetProperty("token", out _))
        {
            await interactions.ResumeAsync(open, cancellationToken);
        }
        else if (messages.Read(payload, wasForBot: true) is { } message)
        {
            await platform.Messages.ResumeAsync(open, message, cancellationToken);
        }
    }

    public void Dispose() => interactions.Dispose();

    private async Task RouteAsync(GatewayEvent received)
    {
        switch (received.Name)
        {
            case "READY":
                Begin(received.Data.Deserialize(DiscordJson.Default.Ready));
                break;
            case "INTERACTION_CREATE":
                _ = platform.Work.Start(received.Name, ended => interactions.HandleAsync(received, ended));
                break;
            case "MESSAGE_CREATE" when messages.Read(received.Data) is { } message:
                await platform.Messages.ReceiveAsync(message);
                break;
            case "MESSAGE_UPDATE" when messages.Read(received.Data, wasForBot: true) is { EditedAt: not null } edited: // link previews come as updates, too
                await platform.Messages.EditedAsync(edited);
                break;
            case "MESSAGE_DELETE" when received.Data.TryGetProperty("id", out var id):
                await platform.Messages.DeletedAsync(id.GetString() ?? string.Empty);
                break;
            case "MESSAGE_DELETE_BULK" when received.Data.TryGetProperty("ids", out var ids):
                foreach (var id in ids.EnumerateArray())
                {
                    await platform.Messages.DeletedAsync(id.GetString() ?? string.Empty);
                }

                break;
            case "GUILD_CREATE":
                _ = platform.Work.Start(received.Name, ended => visits.JoinedAsync(received.Data, ended));
                break;
            case "GUILD_DELETE":
                _ = platform.Work.Start(received.Name, ended => visits.LeftAsync(received.Data, ended));
                break;
        }
    }

    private void Begin(Ready? ready)
    {
        (self.User, self.Application) = (ready?.User.Id ?? self.User, ready?.Application?.Id ?? self.Application);
        if (!_hasBegun) // READY comes again with every new session
        {
            _hasBegun = true;
            _ = platform.Work.Start("commands", ended => registrar.RegisterAsync(self.Application, ended));
            resume();
        }
    }
}
