using System.Buffers;
using System.Net;
using System.Text;

namespace ResearchBot.Sources;

/// <summary>The links of a page of HTML, and what its head says about itself. Read tag by tag and once, without a tree: a page is foreign, and only the
/// reading process takes it apart.</summary>
/// <param name="Canonical">The address that the page states for itself; null if it states none.</param>
/// <param name="IsIndexed">Whether the page may be kept, as its meta element for robots says.</param>
/// <param name="IsFollowed">Whether its links may be followed.</param>
internal sealed record PageLinks(IReadOnlyList<Uri> Links, Uri? Canonical, bool IsIndexed, bool IsFollowed)
{
    private const int MostLinks = 5_000;
    private const int LongestTag = 10_000;

    private static readonly SearchValues<char> ValueEnds = SearchValues.Create(" \t\r\n>");
    private static readonly char[] WordEnds = [' ', ',', '\t', '\r', '\n'];

    /// <summary>Reads a page as it came.</summary>
    /// <param name="agent">The bot's name, which a meta element may address.</param>
    public static PageLinks Of(WebPage page, string agent)
    {
        var (links, refs, state) = (new List<Uri>(), new HashSet<string>(), new Robots(agent));
        state.Read("robots", page.Robots ?? string.Empty);
        if (!page.IsHtml)
        {
            return new PageLinks([], null, state.IsIndexed, state.IsFollowed);
        }

        var home = page.Url;
        Uri? canonical = null;
        foreach (var (name, tag) in Tags(Encoding.Latin1.GetString(page.Bytes)))
        {
            switch (name)
            {
                case "base" when Resolve(page.Url, Attribute(tag, "href")) is { } given:
                    home = given;
                    break;
                case "link" when Words(Attribute(tag, "rel")).Contains("canonical"):
                    canonical ??= Resolve(home, Attribute(tag, "href"));
                    break;
                case "meta" when Attribute(tag, "name") is { } about:
                    state.Read(about, Attribute(tag, "content") ?? string.Empty);
                    break;
                case "a" or "area" or "iframe" or "frame" when links.Count < MostLinks && !Words(Attribute(tag, "rel")).Contains("nofollow"):
                    if (Attribute(tag, name is "iframe" or "frame" ? "src" : "href") is { } target && refs.Add(target) && Resolve(home, target) is { } link)
                    {
                        links.Add(link);
                    }

                    break;
            }
        }

        return new PageLinks(state.IsFollowed ? links : [], canonical, state.IsIndexed, state.IsFollowed);
    }

    /// <summary>Every start tag outside of comments, scripts and styles.</summary>
    private static IEnumerable<(string Name, string Tag)> Tags(string html)
    {
        var at = 0;
        while ((at = html.IndexOf('<', at)) >= 0 && at + 1 < html.Length)
        {
            if (string.CompareOrdinal(html, at, "<!--", 0, 4) == 0)
            {
                at = html.IndexOf("-->", at + 4, StringComparison.Ordinal) is var past and >= 0 ? past : html.Length;
                continue;
            }

            var end = EndOf(html, at);
            var length = 0;
            while (at + 1 + length < end && char.IsAsciiLetterOrDigit(html[at + 1 + length]))
            {
                length++;
            }

            var name = html.Substring(at + 1, length).ToLowerInvariant();
            if (length > 0)
            {
                yield return (name, html[(at + 1 + length)..end]);
            }

            at = end;
            if (name is "script" or "style" or "template" or "noscript" or "textarea")
            {
                at = html.IndexOf($"</{name}", at, StringComparison.OrdinalIgnoreCase) is var close and >= 0 ? close + 1 : html.Length;
            }
        }
    }

    /// <summary>Where a tag ends, past its quoted values; it is cut where it is too long to be one.</summary>
    private static int EndOf(string html, int from)
    {
        var quote = '\0';
        var most = Math.Min(html.Length, from + LongestTag);
        for (var i = from + 1; i < most; i++)
        {
            var c = html[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
            }
            else if (c == '>')
            {
                return i;
            }
            else if (c is '"' or '\'' && html[i - 1] == '=')
            {
                quote = c;
            }
        }

        return most;
    }

    private static string? Attribute(string tag, string name)
    {
        for (var at = 0; (at = tag.IndexOf(name, at, StringComparison.OrdinalIgnoreCase)) >= 0; at += name.Length)
        {
            var after = at + name.Length;
            while (after < tag.Length && char.IsWhiteSpace(tag[after]))
            {
                after++;
            }

            if (at == 0 || !(char.IsWhiteSpace(tag[at - 1]) || tag[at - 1] is '"' or '\'' or '/') || after >= tag.Length || tag[after] != '=')
            {
                continue;
            }

            var value = tag[(after + 1)..].TrimStart();
            var end = value is ['"' or '\'', ..] ? value.IndexOf(value[0], 1) : value.AsSpan().IndexOfAny(ValueEnds);
            return WebUtility.HtmlDecode(value is ['"' or '\'', ..] ? value[1..(end < 0 ? value.Length : end)] : end < 0 ? value : value[..end]).Trim();
        }

        return null;
    }

    /// <summary>A link's address, without its fragment; null if it leads nowhere on the web. What is not ASCII came as UTF-8.</summary>
    private static Uri? Resolve(Uri home, string? target)
    {
        if (string.IsNullOrEmpty(target) || target.StartsWith('#') || target.Length > 2_000)
        {
            return null;
        }

        var text = target.All(char.IsAscii) ? target : Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(target));
        return Uri.TryCreate(home, text, out var url) && url.Scheme is "https" or "http" && url is { UserInfo.Length: 0, Host.Length: > 0 }
            ? url.Fragment.Length == 0 ? url : new UriBuilder(url) { Fragment = string.Empty }.Uri
            : null;
    }

    private static string[] Words(string? value) => (value ?? string.Empty).ToLowerInvariant().Split(WordEnds, StringSplitOptions.RemoveEmptyEntries);

    private sealed class Robots(string agent)
    {
        public bool IsIndexed { get; private set; } = true;
        public bool IsFollowed { get; private set; } = true;

        public void Read(string name, string content)
        {
            if (name.Equals("robots", StringComparison.OrdinalIgnoreCase) || name.Equals(agent, StringComparison.OrdinalIgnoreCase))
            {
                var words = Words(content);
                IsIndexed &= !words.Contains("noindex") && !words.Contains("none");
                IsFollowed &= !words.Contains("nofollow") && !words.Contains("none");
            }
        }
    }
}
