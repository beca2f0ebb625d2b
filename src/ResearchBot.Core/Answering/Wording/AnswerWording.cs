using System.Globalization;

namespace ResearchBot.Core.Answering.Wording;

/// <summary>The bot's own words around an answer in one language, from the file of its name in this folder.</summary>
public sealed class AnswerWording
{
    /// <summary>The language where there are no words for the wanted one.</summary>
    public const string English = "en";

    /// <summary>German.</summary>
    public const string German = "de";

    private static readonly Dictionary<string, AnswerWording> ByLanguage = new[] { English, German }.ToDictionary(code => code, code => new AnswerWording(code));

    private readonly Dictionary<Phrase, string> _phrases;

    private AnswerWording(string language)
    {
        using var stream = typeof(AnswerWording).Assembly.GetManifestResourceStream($"ResearchBot.Core.Answering.Wording.{language}.txt")!;
        using var reader = new StreamReader(stream);
        _phrases = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(" = ", 2))
            .ToDictionary(parts => Enum.Parse<Phrase>(parts[0]), parts => parts[1]);
    }

    /// <summary>The languages that there are words in, as ISO 639-1 codes.</summary>
    public static IReadOnlyCollection<string> Languages => ByLanguage.Keys;

    /// <summary>The words of a language; the English ones where it has none.</summary>
    public static AnswerWording Of(string language) => ByLanguage.GetValueOrDefault(language, ByLanguage[English]);

    /// <summary>A phrase.</summary>
    public string this[Phrase phrase] => _phrases[phrase];

    /// <summary>A phrase with what is filled in, which must be harmless already.</summary>
    public string With(Phrase phrase, params object[] values) => string.Format(CultureInfo.InvariantCulture, _phrases[phrase], values);
}
