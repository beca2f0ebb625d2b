using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ResearchBot.Configuration;
using ResearchBot.Core.Ingestion.Loads;
using ResearchBot.Core.Moderation.Limits;
using ResearchBot.Core.Privacy;
using ResearchBot.Discord;
using ResearchBot.Models;
using ResearchBot.Reading;
using ResearchBot.Slack;
using ResearchBot.Sources;
using ResearchBot.Storage;

namespace ResearchBot.Tests.Architecture;

public sealed partial class SettingsDocumentTests
{
    [Fact]
    public void Every_setting_stands_there_with_its_default_and_no_other()
    {
        var rows = File.ReadLines(SourceFolder.Path("docs", "settings.md")).Select(line => Row().Match(line)).Where(match => match.Success)
            .Select(match => $"{match.Groups["key"].Value} {match.Groups["default"].Value.Trim('`')}").Where(row => !row.StartsWith("Logging:", StringComparison.Ordinal));

        rows.Order().ShouldBe(Defaults().Order());
    }

    /// <summary>But for secrets, which do not belong there.</summary>
    [Fact]
    public void The_settings_file_has_every_setting_with_its_default() =>
        new ConfigurationBuilder().AddJsonFile(SourceFolder.Path("appsettings.json")).Build().AsEnumerable()
            .Where(setting => setting.Value is not null && !setting.Key.StartsWith("Logging:", StringComparison.Ordinal) && setting.Key != "Workspaces")
            .Select(setting => $"{setting.Key} {(int.TryParse(setting.Value, out var number) ? Written(number) : Written(bool.TryParse(setting.Value, out var yes) ? yes : setting.Value))}").Order()
            .ShouldBe(Defaults().Where(row => !row.StartsWith("Workspaces:", StringComparison.Ordinal) && !row.StartsWith("Models:Embeddings:ApiKey ", StringComparison.Ordinal)
                && !row.StartsWith("Models:Chat:ApiKey ", StringComparison.Ordinal)
                && !row.StartsWith("Sources:GitHubToken ", StringComparison.Ordinal) && !row.StartsWith("Sources:GitLabToken ", StringComparison.Ordinal)
                && !row.StartsWith("Discord:Token ", StringComparison.Ordinal)
                && !row.StartsWith("Slack:BotToken ", StringComparison.Ordinal) && !row.StartsWith("Slack:AppToken ", StringComparison.Ordinal)
                && !row.StartsWith("Slack:SigningSecret ", StringComparison.Ordinal)).Order());

    private static IEnumerable<string> Defaults() => new[]
    {
        Settings("Store", new StoreOptions()),
        Settings("Reading", new ReadingOptions()),
        Settings("Loading", new LoadingOptions()),
        Settings("Sources", new SourcesOptions()),
        Settings("Limits", new LimitsOptions()),
        Settings("Discord", new DiscordOptions()),
        Settings("Slack", new SlackOptions()),
        Settings("Models:Embeddings", new EmbeddingsOptions()),
        Settings("Models:Chat", new ChatModelOptions()),
        Settings("Telemetry", new TelemetryOptions()),
        Settings("Workspaces:NAME", new WorkspaceOptions()),
        Settings("Retention", new RetentionOptions()),
    }.SelectMany(settings => settings);

    private static IEnumerable<string> Settings(string section, object options) =>
        options.GetType().GetProperties().Select(property => $"{section}:{property.Name} {Written(property.GetValue(options))}");

    private static string Written(object? value) => value switch
    {
        "" => "empty",
        string text => text,
        bool yes => yes ? "true" : "false",
        ICollection => "none",
        decimal amount => amount.ToString(CultureInfo.InvariantCulture),
        _ => ((int)value!).ToString("N0", CultureInfo.InvariantCulture),
    };

    [GeneratedRegex(@"^\| `(?<key>[A-Za-z:]+)` \| (?<default>[^|]+?) \|")]
    private static partial Regex Row();
}
