using System.Diagnostics;
using ResearchBot.FakeDiscord;

namespace ResearchBot.Tests.Fakes;

/// <summary>The fake is one that a client nobody here wrote accepts: tests/npm/discord-client.mjs plays a bot with discord.js.</summary>
public sealed class DiscordJsTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Discord_js_logs_in_answers_and_resumes()
    {
        Assert.SkipWhen(NodePeer.Absence is not null, NodePeer.Absence ?? "");
        await using var room = await FakeGuild.OpenAsync(new FakeDiscordOptions());
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        using var node = Process.Start(new ProcessStartInfo("node", ["discord-client.mjs", room.Server.Url, room.Server.Options.Token])
        {
            WorkingDirectory = NodePeer.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (reached, errors) = (node.StandardOutput.ReadToEndAsync(Stop), node.StandardError.ReadToEndAsync(Stop));
        try
        {
            await node.WaitForExitAsync(patience.Token);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill();
            }
        }

        node.ExitCode.ShouldBe(0, $"reached:\n{await reached}\n{await errors}");
        var record = room.Server.Record;
        record.Identifies.Count.ShouldBe(1);
        record.Resumes.ShouldBe([true]);
        record.EventsReplayed.ShouldBe(1);
        record.HeartbeatsMissed.ShouldBe(0);
        record.RateLimitViolations.ShouldBe(0);
        record.LimitErrors.ShouldHaveSingleItem().ShouldContain("2000 or fewer");
        record.Messages.SelectMany(message => message.Pings).ShouldBeEmpty();
        record.Interactions.Select(one => one.Callback).ShouldBe([8, 5, 9, 6, 4]);
    }
}
