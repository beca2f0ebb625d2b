using ResearchBot.Core.Models;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Settings;

/// <summary>Chooses a setting for a channel or the whole workspace.</summary>
public sealed class SettingsSetCommand(ChosenSettings settings, CollectionRights rights, OpenChat open) : Command
{
    /// <inheritdoc/>
    public override string Name => "settings set";

    /// <inheritdoc/>
    public override string Summary => "Choose how the bot answers in this channel.";

    /// <inheritdoc/>
    public override string Example => "settings set private-answers on";

    /// <inheritdoc/>
    public override Role Role => Role.Moderator;

    /// <inheritdoc/>
    public override IReadOnlyList<CommandOption> Options =>
    [
        new("name", OptionKind.Word, "The setting; “settings list” shows them.", Required: true),
        new("value", OptionKind.Word, "Its value; “settings list” shows which are allowed.", Required: true),
        SettingPlace.Everywhere,
    ];

    /// <inheritdoc/>
    public override async Task<Reply> ExecuteAsync(CommandRequest request, IReplySink sink, CancellationToken cancellationToken)
    {
        var setting = SettingCatalog.Find(request.Value("name") ?? string.Empty);
        var typed = request.Value("value") ?? string.Empty;
        var value = setting.Read(typed.Trim()) ?? throw new UserFacingException(
            $"{setting.Name} cannot be “{OutgoingText.CleanLine(typed)}”. It may be {setting.Allowed}.");
        var place = SettingPlace.Of(request);
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
        var note = setting == SettingCatalog.Mode && value == setting.Default && open().Model is null
            ? " No model is configured, so answers are extractive."
            : string.Empty;
        return new DoneReply($"{setting.Name} is {value} {place.Words} now.{note}{kept} “/settings reset {setting.Name}{SettingPlace.FlagOf(request)}” takes that back.");
    }

    /// <summary>One that cannot be read here counts as missing, so that nobody learns its name.</summary>
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
