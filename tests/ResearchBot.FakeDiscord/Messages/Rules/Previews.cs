using System.Text.RegularExpressions;

namespace ResearchBot.FakeDiscord.Messages;

/// <summary>Links that Discord would draw a preview of: http links and bare invites outside of code and of angle brackets.</summary>
internal static partial class Previews
{
    public static IReadOnlyList<string> Of(IEnumerable<string> texts, MessageFlags flags) =>
        flags.HasFlag(MessageFlags.SuppressEmbeds) ? []
        : [.. texts.SelectMany(text => Link().Matches(Bracketed().Replace(WithoutCode(text), " ")).Select(match => match.Value))];

    public static string WithoutCode(string text) => Code().Replace(text, " ");

    [GeneratedRegex(@"```[\s\S]+?```|``[\s\S]+?``|`[^`]+`")]
    private static partial Regex Code();

    [GeneratedRegex(@"<https?://[^\s<>]+>", RegexOptions.IgnoreCase)]
    private static partial Regex Bracketed();

    [GeneratedRegex(@"https?://[^\s<>]+|\b(?:discord\.gg|discord(?:app)?\.com/invite)/[\w-]+", RegexOptions.IgnoreCase)]
    private static partial Regex Link();
}
