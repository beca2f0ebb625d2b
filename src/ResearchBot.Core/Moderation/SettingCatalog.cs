using System.Text.RegularExpressions;

namespace ResearchBot.Core.Moderation;

/// <summary>Everything that moderators may choose with /settings.</summary>
public static partial class SettingCatalog
{
    /// <summary>Separates the names of collections in a stored value.</summary>
    public const char Separator = ',';

    /// <summary>The value of <see cref="Collections"/> that limits nothing.</summary>
    public const string AllCollections = "all";

    /// <summary>Who words answers.</summary>
    public static readonly Setting Mode = Setting.OneOf(
        "mode", "How answers are worded: by a model where one is configured, or word for word.", "auto", "extractive");

    /// <summary>Which collections a question searches, of those that its audience may read.</summary>
    public static readonly Setting Collections = new(
        "collections", "Which collections questions search.", "names with commas between them, or all", AllCollections, ReadCollections);

    /// <summary>Whether platforms answer in a thread.</summary>
    public static readonly Setting Threads = Setting.OneOf("threads", "Whether answers go to a thread.", "on", "off");

    /// <summary>Whether the asker alone sees an answer.</summary>
    public static readonly Setting PrivateAnswers = Setting.OneOf("private-answers", "Whether the asker alone sees an answer.", "off", "on");

    /// <summary>The language of the bot's own words around an answer.</summary>
    public static readonly Setting Language = Setting.OneOf(
        "language", "The language of the bot's own words around an answer; auto is the question's.", "auto", "en", "de");

    /// <summary>Who is told that somebody still needs help.</summary>
    public static readonly Setting Helpers = new(
        "helpers",
        "Who is told when somebody still needs help: a channel or a person.",
        "an id with its platform, such as slack:C012",
        "nobody",
        typed => Subject().IsMatch(typed) ? typed : null);

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Mode, Collections, Threads, PrivateAnswers, Language, Helpers];

    /// <summary>The setting of this name.</summary>
    /// <exception cref="UserFacingException">There is none.</exception>
    public static Setting Find(string name) =>
        All.FirstOrDefault(setting => setting.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new UserFacingException($"There is no setting “{ResearchBot.Core.Text.OutgoingText.CleanLine(name)}”. There are: {string.Join(", ", All.Select(setting => setting.Name))}.");

    private static string? ReadCollections(string typed)
    {
        var names = typed.Split(Separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        return names.Length is > 0 and <= 20 && names.All(name => CollectionName().IsMatch(name)) ? string.Join(Separator, names) : null;
    }

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex CollectionName();

    [GeneratedRegex(@"^[a-z]{1,20}:[A-Za-z0-9:_-]{1,100}\z")]
    private static partial Regex Subject();
}

/// <summary>Something that moderators choose, for a channel or the whole workspace.</summary>
/// <param name="Name">Lower case; as it is typed and stored.</param>
/// <param name="Help">One line for a person.</param>
/// <param name="Allowed">Which values it may have, for a person.</param>
/// <param name="Default">What counts where nobody chose.</param>
/// <param name="Read">A value as it was typed to how it is stored; null where it is none.</param>
public sealed record Setting(string Name, string Help, string Allowed, string Default, Func<string, string?> Read)
{
    /// <summary>A setting with a few values, of which the first is the default.</summary>
    public static Setting OneOf(string name, string help, params string[] values) => new(
        name, help, string.Join(" or ", values), values[0], typed => values.FirstOrDefault(value => value.Equals(typed, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Its value among what was chosen.</summary>
    public string In(IReadOnlyDictionary<string, string> chosen) => chosen.GetValueOrDefault(Name, Default);
}
