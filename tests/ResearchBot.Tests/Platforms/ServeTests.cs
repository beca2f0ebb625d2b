using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ResearchBot.Core.Platforms;
using ResearchBot.Core;
using ResearchBot.Hosting;
using ResearchBot.Tests.CommandLine;

namespace ResearchBot.Tests.Platforms;

public sealed class ServeTests
{
    private readonly TestLog _log = new();

    [Fact]
    public async Task It_runs_each_configured_platform_until_it_is_told_to_end()
    {
        await using var bot = await TestBot.StartAsync(add: services => services
            .AddSingleton<ChatPlatform>(provider => new TestChat(provider.GetRequiredService<ChatServices>(), "one"))
            .AddSingleton<ChatPlatform>(provider => new TestChat(provider.GetRequiredService<ChatServices>(), "two"))
            .AddSingleton<ChatPlatform>(provider => new TestChat(provider.GetRequiredService<ChatServices>(), "off", isConfigured: false)));
        var platforms = bot.Get<IEnumerable<ChatPlatform>>().OfType<TestChat>().ToArray();
        using var stop = new CancellationTokenSource();
        var said = new List<string>();
        var serving = bot.Get<PlatformSession>().RunAsync(said.Add, stop.Token);
        await Task.WhenAll(platforms[..2].Select(platform => platform.Begun.Task));

        (await bot.RunAsync("check", [])).ShouldBeOfType<CheckReply>().Checks.TakeLast(3).Select(check => (check.Name, check.Ok, check.Message)).ShouldBe(
            [("one", true, "configured; “serve” answers there"), ("two", true, "configured; “serve” answers there"), ("off", true, "not configured. Set off__Token.")]);
        stop.Cancel();
        await serving;
        said.ShouldHaveSingleItem().ShouldContain("one, two");
        platforms[2].Begun.Task.IsCompleted.ShouldBeFalse();
    }

    [Fact]
    public async Task A_platform_that_stops_for_good_ends_the_others_and_tells_why()
    {
        await using var bot = await TestBot.StartAsync();
        var (good, refused) = (Chat(bot, "good"), Chat(bot, "bad"));
        refused.Does = async _ =>
        {
            await good.Begun.Task;
            throw new UserFacingException("the token is refused. Set another.", isFailure: true);
        };
        var failure = await Should.ThrowAsync<UserFacingException>(ServeAsync(bot, TimeProvider.System, CancellationToken.None, good, refused));
        failure.Message.ShouldBe("bad has stopped: the token is refused. Set another.");
        failure.IsFailure.ShouldBeTrue();
        good.Told.Task.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task A_platform_that_returns_by_itself_or_breaks_ends_it_too()
    {
        await using var bot = await TestBot.StartAsync();
        var (ended, broken) = (Chat(bot, "ended"), Chat(bot, "broken"));
        ended.Does = _ => Task.CompletedTask;
        broken.Does = _ => throw new InvalidTimeZoneException();
        (await Should.ThrowAsync<UserFacingException>(ServeAsync(bot, TimeProvider.System, CancellationToken.None, ended))).IsFailure.ShouldBeTrue();
        await Should.ThrowAsync<InvalidTimeZoneException>(ServeAsync(bot, TimeProvider.System, CancellationToken.None, broken));
    }

    [Fact]
    public async Task A_platform_that_is_told_to_end_has_ten_seconds()
    {
        await using var bot = await TestBot.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var (slow, stuck) = (Chat(bot, "slow"), Chat(bot, "stuck"));
        var (finish, never) = (new TaskCompletionSource(), new TaskCompletionSource());
        slow.Does = _ => finish.Task;
        stuck.Does = _ => never.Task;
        using var stop = new CancellationTokenSource();
        var serving = ServeAsync(bot, time, stop.Token, slow, stuck);
        await Task.WhenAll(slow.Begun.Task, stuck.Begun.Task);
        stop.Cancel();
        await Task.WhenAll(slow.Told.Task, stuck.Told.Task);
        finish.SetResult();
        await slow.Running;
        time.Advance(TimeSpan.FromSeconds(9.9));
        serving.IsCompleted.ShouldBeFalse();
        while (!serving.IsCompleted) // its wait may begin after the first look
        {
            time.Advance(PlatformService.Grace);
            await Task.Yield();
        }

        await serving;
        _log.Warnings.Where(warning => warning.Contains("stuck had not finished", StringComparison.Ordinal)).ShouldHaveSingleItem();
        never.SetResult();
    }

    [Fact]
    public async Task Without_a_platform_it_says_which_settings_connect_one()
    {
        await using var bot = await TestBot.StartAsync();
        var chat = new TestChat(bot.Get<ChatServices>(), "discord", isConfigured: false);
        (await Should.ThrowAsync<UserFacingException>(ServeAsync(bot, TimeProvider.System, CancellationToken.None, chat)))
            .Message.ShouldBe("No chat platform is configured. Set discord__Token.");

        using var folder = new TestFolder();
        (await BotProcess.RunAsync(folder.Path, ["serve"])).ShouldBeFailure(1, "set the environment variable Discord__Token");
    }

    /// <summary>Serves these platforms and nothing beside them, over a bot's store.</summary>
    private async Task ServeAsync(TestBot bot, TimeProvider time, CancellationToken stop, params ChatPlatform[] platforms)
    {
        var service = new PlatformService(platforms, time, _log.For<PlatformService>());
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Services.AddSingleton<IHostLifetime, BotHost.CommandLineLifetime>().AddHostedService(_ => service);
        using var host = builder.Build();
        await new PlatformSession(host, service, bot.Get<Startup>(), _log.For<PlatformSession>()).RunAsync(_ => { }, stop);
    }

    private static TestChat Chat(TestBot bot, string name) => new(bot.Get<ChatServices>(), name);
}
