using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ResearchBot.FakeSlack;
using ResearchBot.Slack;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Socket;
using ResearchBot.Slack.Web;

namespace ResearchBot.Tests.Slack.Events;

/// <summary>The whole bot, all of whose connections break at once.</summary>
public sealed class BrokenConnectionTests
{
    [Theory]
    [InlineData("frozen")]
    [InlineData("reset")]
    [InlineData("no pongs")]
    [InlineData("closed with 1006")]
    [InlineData("5xx at the handshake")]
    [InlineData("a page in place of an address")]
    [InlineData("too many before hello")]
    public async Task It_answers_again_once(string how)
    {
        var impatient = new FakeSlackOptions { Patience = TimeSpan.FromMilliseconds(500), RetryDelays = [TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero] };
        await using var room = await TestSlackBot.OpenAsync(impatient, add: services => services.AddSingleton(Impatient));
        var (sockets, faults, before) = (room.Server.Sockets, room.Server.Faults, room.Server.Sockets.Live);
        Action strike = how switch
        {
            "frozen" => () => sockets.Freeze(),
            "no pongs" => () => sockets.StopPongs(),
            "closed with 1006" => () => sockets.Break(reset: false),
            _ => () => sockets.Break(reset: true),
        };
        Action hinder = how switch
        {
            "5xx at the handshake" => () => faults.Handshake(503, times: 4),
            "a page in place of an address" => () => faults.Html("apps.connections.open", times: 4),
            "too many before hello" => () => faults.InsteadOfHello("too_many_websockets", times: 4),
            _ => () => { },
        };
        hinder();
        strike();
        await room.UntilAsync(_ => sockets.Live.Except(before).Count() == 2, "new connections");
        await room.AskAsync();
        await room.PassAsync();
        room.Answers.ShouldHaveSingleItem();
    }

    /// <summary>A socket measures its pings in real time.</summary>
    private static SocketMode Impatient(IServiceProvider services) => new(
        services.GetRequiredService<IOptions<SlackOptions>>().Value,
        services.GetRequiredService<SlackWeb>(),
        services.GetRequiredService<Intake>(),
        services.GetRequiredService<TimeProvider>(),
        services.GetRequiredService<ILogger<SocketClient>>(),
        new SocketDeadlines { Ping = TimeSpan.FromMilliseconds(200), Pong = TimeSpan.FromSeconds(2) });
}
