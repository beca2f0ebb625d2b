using System.Buffers;
using System.Globalization;
using AngleSharp.Dom;

namespace ResearchBot.Readers.Html;

/// <summary>What a person who opens the page does not see. Words that only machines see are a known way to mislead them.</summary>
internal static class Visibility
{
    private static readonly SearchValues<char> NumberCharacters = SearchValues.Create("+-.0123456789");

    private static readonly HashSet<string> Never =
    [
        "script", "style", "noscript", "template", "svg", "head", "iframe", "object", "audio", "video", "canvas",
        "select", "datalist", "textarea", "noframes", "noembed",
    ];

    /// <summary>True for elements without text for people, and for those hidden by attribute or inline style.</summary>
    public static bool IsHidden(IElement element) =>
        Never.Contains(element.LocalName)
        || element.HasAttribute("hidden")
        || (element.LocalName == "dialog" && !element.HasAttribute("open"))
        || string.Equals(element.GetAttribute("aria-hidden")?.Trim(), "true", StringComparison.OrdinalIgnoreCase)
        || (element.GetAttribute("style") is { } style && Hides(style));

    private static bool Hides(string style)
    {
        foreach (var declaration in WithoutComments(style).Split(';'))
        {
            var colon = declaration.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var value = declaration[(colon + 1)..].Split('!')[0].Trim().ToLowerInvariant();
            var hides = declaration[..colon].Trim().ToLowerInvariant() switch
            {
                "display" => value == "none",
                "visibility" => value is "hidden" or "collapse",
                "opacity" => Number(value) is < 0.05,
                "font-size" => IsTiny(value),
                _ => false,
            };
            if (hides)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Up to 1 pixel or point; in relative units up to a tenth.</summary>
    private static bool IsTiny(string size) => Number(size) is { } number
        && number <= (size.TrimEnd() switch
        {
            [.., 'e', 'm'] => 0.1,
            [.., '%'] => 10,
            _ => 1,
        });

    private static double? Number(string value)
    {
        var length = value.AsSpan().IndexOfAnyExcept(NumberCharacters);
        return double.TryParse(length < 0 ? value : value.AsSpan(0, length), CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static string WithoutComments(string style)
    {
        for (var start = style.IndexOf("/*", StringComparison.Ordinal); start >= 0 && style.Length < 10_000;
             start = style.IndexOf("/*", start, StringComparison.Ordinal))
        {
            var end = style.IndexOf("*/", start + 2, StringComparison.Ordinal);
            style = style.Remove(start, (end < 0 ? style.Length : end + 2) - start);
        }

        return style;
    }
}
