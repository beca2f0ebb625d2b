using System.Text.RegularExpressions;

namespace ResearchBot.Core.Moderation;

/// <summary>All settings of /settings.</summary>
public static partial class SettingCatalog
{
    public const char Separator = ',';

    /// <summary>The value of <see cref="Collections"/> for no restriction.</summary>
    public const string AllCollections = "all";

    public static readonly Setting Mode = Setting.OneOf(
        "mode", "How answers are worded: by a model where one is configured, or word for word.", "auto", "extractive");

    /// <summary>Which of the readable collections a question searches.</summary>
    public static readonly Setting Collections = new(
        "collections", "Which collections questions search.", "names with commas between them, or all", AllCollections, ReadCollections);

    /// <summary>Whether platforms answer in a thread.</summary>
    public static readonly Setting Threads = Setting.OneOf("threads", "Whether answers go to a thread.", "on", "off");

    public static readonly Setting PrivateAnswers = Setting.OneOf("private-answers", "Whether the asker alone sees an answer.", "off", "on");

    public static readonly Setting Language = Setting.OneOf(
        "language", "The language of the bot's own words around an answer; auto is the question's.", "auto", "en", "de");

    public static readonly Setting Helpers = new(
        "helpers",
        "Who is told when somebody still needs help: a channel or a person.",
        "an id with its platform, such as slack:C012",
        "nobody",
        typed => Subject().IsMatch(typed) ? typed : null);

    public static readonly Setting Reports = new(
        "reports",
        "Where it is told what refreshes of sources changed, instead of where each was loaded: a channel or a person.",
        "an id with its platform, such as slack:C012",
        "loader",
        typed => Subject().IsMatch(typed) ? typed : null);

    /// <summary>The values of <see cref="Quarantine"/> for everything and for nothing.</summary>
    public const string QuarantineOn = "on";

    public const string QuarantineOff = "off";

    /// <summary>What is held when documents are loaded.</summary>
    public static readonly Setting Quarantine = new(
        "quarantine",
        "Which loaded documents wait until an admin has looked at them.",
        "on, off, or some of hidden, instructions, secrets with commas between",
        QuarantineOn,
        ReadQuarantine) { IsForWorkspace = true, Role = Role.Admin };

    public static IReadOnlyList<Setting> All { get; } = [Mode, Collections, Threads, PrivateAnswers, Language, Helpers, Reports, Quarantine];

    /// <summary>The setting of this name; throws a <see cref="UserFacingException"/> if there is none.</summary>
    public static Setting Find(string name) =>
        All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserFacingException($"There is no setting “{ResearchBot.Core.Text.OutgoingText.CleanLine(name)}”. There are: {string.Join(", ", All.Select(setting => setting.Name))}.");

    private static string? ReadCollections(string typed)
    {
        var names = typed.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        return names.Length is > 0 and <= 20 && names.All(name => CollectionName().IsMatch(name)) ? string.Join(Separator, names) : null;
    }

    private static string? ReadQuarantine(string typed)
    {
        var kinds = typed.ToLowerInvariant().Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        return kinds is [QuarantineOn or QuarantineOff] || (kinds.Length > 0 && kinds.All(kind => kind is "hidden" or "instructions" or "secrets"))
            ? string.Join(Separator, kinds)
            : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex CollectionName();

    [GeneratedRegex(@"^[a-z]{1,20}:[A-Za-z0-9:_-]{1,100}\z")]
    private static partial Regex Subject();
}

/// <summary>A setting of a channel or workspace.</summary>
/// <param name="Name">Lower case, as typed and stored.</param>
/// <param name="Help">One line for a person.</param>
/// <param name="Read">Converts a typed value to the stored one; null if it is invalid.</param>
public sealed record Setting(string Name, string Help, string Allowed, string Default, Func<string, string?> Read)
{
    /// <summary>Whether it is chosen for the whole workspace only.</summary>
    public bool IsForWorkspace { get; init; }

    /// <summary>The lowest role that may choose it.</summary>
    public Role Role { get; init; } = Role.Moderator;

    /// <summary>A setting with a few values, the first of which is the default.</summary>
    public static Setting OneOf(string name, string help, params string[] values) => new(
        name, help, string.Join(" or ", values), values[0], typed => values.FirstOrDefault(value => value.Equals(typed, StringComparison.OrdinalIgnoreCase)));

    public string In(IReadOnlyDictionary<string, string> chosen) => chosen.GetValueOrDefault(Name, Default);
}
