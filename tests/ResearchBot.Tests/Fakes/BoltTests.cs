using System.Diagnostics;

namespace ResearchBot.Tests.Fakes;

/// <summary>The fake is one that a client nobody here wrote accepts: tests/npm/slack-app.mjs plays an app with Bolt.</summary>
public sealed class BoltTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Bolt_answers_opens_forms_waits_and_reconnects()
    {
        Assert.SkipWhen(NodePeer.Absence is not null, NodePeer.Absence ?? "");
        await using var team = await FakeTeam.OpenAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        patience.CancelAfter(TimeSpan.FromMinutes(2));
        var options = team.Server.Options;
        using var node = Process.Start(new ProcessStartInfo("node", ["slack-app.mjs", team.Server.Url, options.BotToken, options.AppToken])
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

        var record = team.Server.Record;
        node.ExitCode.ShouldBe(0, $"reached:\n{await reached}\n{await errors}\n{string.Join('\n', record.RuleErrors)}");
        record.RuleErrors.ShouldHaveSingleItem().ShouldContain("must be less than 3001 characters [json-pointer:/blocks/0/text/text]");
        record.RateLimited.ShouldBe(1);
        record.RateLimitViolations.ShouldBe(0);
        (record.LateAcks, record.StrayAcks).ShouldBe((0, 0));
        record.Envelopes.ShouldAllBe(one => one.AckedAfter != null && one.RetryAttempt == 0);
        record.Messages.SelectMany(message => message.Pings).Distinct().ShouldBe(["@" + team.Ann.Id]);
        record.Messages.Single(message => message.Files.Count > 0).Files[0].Bytes.Length.ShouldBe("the whole answer".Length);
        record.Messages.Single(message => message.IsStreaming is not null).Shown.ShouldEndWith("word end");
        team.Server.Record.Opens.Count.ShouldBe(2);
    }
}
