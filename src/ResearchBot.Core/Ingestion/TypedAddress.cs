using System.Text;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion;

/// <summary>A web address with the options of a load, as a person types them and as it is stored: <c>https://example.org/docs --depth 2 --below</c>.</summary>
/// <param name="Options">Option name to value; a set flag has an empty value.</param>
public sealed record TypedAddress(Uri Url, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>The options that belong to an address; what else a load has is not stored with it.</summary>
    public static readonly IReadOnlyList<string> OptionNames = ["depth", "below", "branch", "folder", "glob"];

    private const int Longest = 2_000;

    /// <summary>Whether a word names something on the web and no path of a machine.</summary>
    public static bool IsWeb(string word) =>
        word.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || word.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    /// <summary>The address that a word and the options of a request name.</summary>
    /// <exception cref="UserFacingException">It is none.</exception>
    public static TypedAddress Of(string word, IReadOnlyDictionary<string, string> options)
    {
        var text = word.Trim().TrimStart('<').TrimEnd('>');
        if (!IsWeb(text) || text.Length > Longest || !Uri.TryCreate(text, UriKind.Absolute, out var url) || url.Host.Length == 0)
        {
            throw new UserFacingException($"“{OutgoingText.CleanLine(word)}” is no address that can be loaded. Give one that begins with https://, or send the files themselves.");
        }

        return url.UserInfo.Length > 0
            ? throw new UserFacingException("An address may hold no name or password. Give it without the part before the @.")
            : new TypedAddress(new UriBuilder(url) { Fragment = string.Empty }.Uri, options.Where(option => OptionNames.Contains(option.Key)).ToDictionary());
    }

    /// <summary>Reads an address as <see cref="ToString"/> writes it; null if it is none.</summary>
    public static TypedAddress? Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || !Uri.TryCreate(words[0], UriKind.Absolute, out var url))
        {
            return null;
        }

        var options = new Dictionary<string, string>();
        for (var i = 1; i < words.Length; i++)
        {
            if (!words[i].StartsWith("--", StringComparison.Ordinal))
            {
                return null;
            }

            var hasValue = i + 1 < words.Length && !words[i + 1].StartsWith("--", StringComparison.Ordinal);
            options[words[i][2..]] = hasValue ? Uri.UnescapeDataString(words[i + 1]) : string.Empty;
            i += hasValue ? 1 : 0;
        }

        return new TypedAddress(url, options);
    }

    public string? Value(string option) => Options.GetValueOrDefault(option) is { Length: > 0 } value ? value : null;

    public bool Has(string flag) => Options.ContainsKey(flag);

    public override string ToString()
    {
        var text = new StringBuilder(Url.AbsoluteUri);
        foreach (var name in OptionNames.Where(Options.ContainsKey))
        {
            text.Append(" --").Append(name);
            if (Value(name) is { } value)
            {
                text.Append(' ').Append(value.Replace("%", "%25", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal).Replace("--", "-%2D", StringComparison.Ordinal));
            }
        }

        return text.ToString();
    }
}

/// <summary>Opens the sources that people name by their web addresses.</summary>
public sealed class NamedSources(IEnumerable<SourceOpener> openers)
{
    private const int Most = 20;

    /// <summary>The sources of these words, in their order.</summary>
    /// <param name="words">Addresses with blanks between them; null if there are none.</param>
    /// <param name="options">The options of the request, for each of them.</param>
    /// <exception cref="UserFacingException">One is no address, or cannot be loaded.</exception>
    public IReadOnlyList<DocumentSource> Open(string? words, IReadOnlyDictionary<string, string> options)
    {
        var named = (words ?? string.Empty).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
        return named.Length > Most
            ? throw new UserFacingException($"One load takes {Most} addresses at most.")
            : [.. named.Select(word => Open(TypedAddress.Of(word, options)))];
    }

    /// <summary>The source at a stored address; null if it cannot be opened here any more.</summary>
    public DocumentSource? Open(SourceAddress address) => openers.FirstOrDefault(opener => opener.Kind == address.Kind)?.Open(address.Text);

    private DocumentSource Open(TypedAddress typed)
    {
        foreach (var opener in openers)
        {
            if (opener.Recognise(typed) is { } text && opener.Open(text) is { } source)
            {
                return source;
            }
        }

        throw new UserFacingException($"Nothing here can load {OutgoingText.CleanLine(typed.Url.AbsoluteUri)}. Send the files themselves.");
    }
}
