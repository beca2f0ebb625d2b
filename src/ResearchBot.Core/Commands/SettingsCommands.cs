using ResearchBot.Core.Answering.Generation;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

public sealed class SettingsListCommand(ChosenSettings settings, ChatSetup chat)
    : Command(new("settings list", CommandGroup.Settings, Role.Moderator)
    {
        Summary = "Show what is chosen for this channel.",
        Example = "settings list",
        IsAudited = false,
        IsPrivate = true,
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var everywhere = await settings.OwnAsync(request.Person.Workspace, channel: null, cancellationToken);
        var here = request.Channel is { } channel
            ? await settings.OwnAsync(request.Person.Workspace, channel, cancellationToken)
            : new Dictionary<string, string>();
        return new TableReply(
            request.Channel is null ? "What holds in this workspace:" : "What holds in this channel:",
            ["name", "value", "from", "allowed", "what"],
            [.. SettingCatalog.All.Select(setting => (string[])
            [
                setting.Name,
                ValueOf(setting, here.GetValueOrDefault(setting.Name) ?? setting.In(everywhere)),
                here.ContainsKey(setting.Name) ? "channel" : everywhere.ContainsKey(setting.Name) ? "workspace" : "default",
                setting.Allowed,
                setting.Help,
            ])]);
    }

    private string ValueOf(Setting setting, string value) =>
        setting == SettingCatalog.Mode && value == setting.Default && chat.Model is null ? $"{value} (no model is configured: extractive)" : value;
}

public sealed class SettingsSetCommand(ChosenSettings settings, CollectionRights rights, ChatSetup chat)
    : Command(new("settings set", CommandGroup.Settings, Role.Moderator)
    {
        IsPrivate = true,
        Summary = "Choose how the bot answers in this channel.",
        Example = "settings set private-answers on",
        Options =
        [
            new("name", OptionKind.Word, "The setting; “settings list” shows them.", Required: true),
            new("value", OptionKind.Word, "Its value; “settings list” shows which are allowed.", Required: true),
            SettingPlace.Everywhere,
        ],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var setting = SettingCatalog.Find(request.Value("name") ?? string.Empty);
        var typed = request.Value("value") ?? string.Empty;
        var value = setting.Read(typed.Trim()) ?? throw new UserFacingException(
            $"{setting.Name} cannot be “{OutgoingText.CleanLine(typed)}”. It may be {setting.Allowed}.");
        var place = SettingPlace.Of(request, setting);
        if (setting == SettingCatalog.Collections && value != SettingCatalog.AllCollections)
        {
            await CheckCollectionsAsync(request, value, cancellationToken);
        }

        var workspace = request.Person.Workspace;
        await settings.ChooseAsync(workspace, place.Channel, setting.Name, value, request.Person.Name, cancellationToken);
        var kept = place.Channel is null && request.Channel is not null
            && (await settings.OwnAsync(workspace, request.Channel, cancellationToken)).TryGetValue(setting.Name, out var own) && own != value
            ? $" This channel keeps its own choice, {own}, until “/settings reset {setting.Name}” here."
            : string.Empty;
        var note = setting == SettingCatalog.Mode && value == setting.Default && chat.Model is null
            ? " No model is configured, so answers are extractive."
            : string.Empty;
        return new DoneReply($"{setting.Name} is {value} {place.Words} now.{note}{kept} “/settings reset {setting.Name}{SettingPlace.FlagOf(request)}” takes that back.");
    }

    /// <summary>An unreadable collection counts as missing, so that nobody learns its name.</summary>
    private async Task CheckCollectionsAsync(CommandRequest request, string value, CancellationToken cancellationToken)
    {
        var readable = (await rights.ReadableAsync(request.Audience, cancellationToken)).Collections.Select(collection => collection.Name).ToHashSet();
        if (value.Split(SettingCatalog.Separator).FirstOrDefault(name => !readable.Contains(name)) is { } unknown)
        {
            throw new UserFacingException(
                $"There is no collection {unknown} that can be read here. “collections list” shows those that can: {string.Join(", ", readable.Order())}.");
        }
    }
}

public sealed class SettingsResetCommand(ChosenSettings settings)
    : Command(new("settings reset", CommandGroup.Settings, Role.Moderator)
    {
        IsPrivate = true,
        Summary = "Take a choice back.",
        Example = "settings reset private-answers",
        Options = [new("name", OptionKind.Word, "The setting; “settings list” shows them.", Required: true), SettingPlace.Everywhere],
    })
{
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var setting = SettingCatalog.Find(request.Value("name") ?? string.Empty);
        var place = SettingPlace.Of(request, setting);
        var workspace = request.Person.Workspace;
        await settings.ChooseAsync(workspace, place.Channel, setting.Name, value: null, request.Person.Name, cancellationToken);
        var chosen = await settings.OwnAsync(workspace, channel: null, cancellationToken);
        var origin = chosen.ContainsKey(setting.Name) ? "chosen for the whole workspace" : "as where nobody chose";
        return new DoneReply($"{setting.Name} is {setting.In(chosen)} {place.Words} now, {origin}. “/settings set {setting.Name} VALUE{SettingPlace.FlagOf(request)}” chooses again.");
    }
}

/// <summary>The target of a setting: a channel, or the whole workspace if null.</summary>
internal readonly record struct SettingPlace(string? Channel)
{
    public static readonly CommandOption Everywhere = new("everywhere", OptionKind.Flag, "In the whole workspace, not in this channel only.");

    /// <summary>The request's channel, or the workspace on the console, which has none, and for a setting of the whole workspace.</summary>
    /// <exception cref="UserFacingException">It comes from no channel and does not ask for the whole workspace, or by somebody who may not choose it.</exception>
    public static SettingPlace Of(CommandRequest request, Setting setting) =>
        request.Person.Role < setting.Role ? throw new UserFacingException($"{setting.Name} is chosen by those with the role {setting.Role.ToString().ToLowerInvariant()}.")
        : request.Has(Everywhere.Name) || setting.IsForWorkspace ? new SettingPlace(null)
        : request.Channel is null && !request.Person.IsOwner ? throw new UserFacingException(
            $"There is no channel here. Add --{Everywhere.Name} to choose for the whole workspace, or type this in the channel that is meant.")
        : new SettingPlace(request.Channel);

    public string Words => Channel is null ? "in this workspace" : "in this channel";

    /// <summary>The flag to type to choose the same place again.</summary>
    public static string FlagOf(CommandRequest request) => request.Has(Everywhere.Name) ? $" --{Everywhere.Name}" : string.Empty;
}
