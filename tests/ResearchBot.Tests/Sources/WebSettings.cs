using ResearchBot.Fakes;

namespace ResearchBot.Tests.Sources;

/// <summary>What an operator sets so that a site of the own network may be fetched from.</summary>
internal static class WebSettings
{
    public static Dictionary<string, string?> For(FakeSite site, params (string Name, string Value)[] more)
    {
        var settings = new Dictionary<string, string?> { ["Sources:AllowedHosts"] = site.Host, ["Sources:AllowHttp"] = "true", ["Sources:RequestsPerSecond"] = "0" };
        foreach (var (name, value) in more)
        {
            settings[$"Sources:{name}"] = value;
        }

        return settings;
    }

    public static async Task<ResearchBot.Core.Commands.LoadReply> LoadAsync(this TestBot bot, Uri url, params (string Name, string Value)[] options)
    {
        var arguments = options.ToDictionary(option => option.Name, option => option.Value);
        arguments["what"] = url.AbsoluteUri;
        var reply = await bot.RunAsync("load", arguments);
        return reply as ResearchBot.Core.Commands.LoadReply ?? throw new InvalidOperationException(reply.ToString());
    }
}
