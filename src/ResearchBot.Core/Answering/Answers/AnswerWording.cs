using System.Globalization;

namespace ResearchBot.Core.Answering.Answers;

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
        using var stream = typeof(AnswerWording).Assembly.GetManifestResourceStream($"ResearchBot.Core.Answering.Answers.{language}.txt")!;
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

/// <summary>The bot's own words around an answer. Each stands in every file of this folder, under its name.</summary>
public enum Phrase
{
    /// <summary>Above an answer to a part of the question.</summary>
    Partial,

    /// <summary>In place of an answer.</summary>
    NotFound,

    /// <summary>0: the words of the question that stand nowhere.</summary>
    Missing,

    /// <summary>Above the passages of a refusal.</summary>
    Closest,

    /// <summary>The excerpt was compared with the stored text.</summary>
    Checked,

    /// <summary>It was not.</summary>
    NotChecked,

    /// <summary>0: what sources differ on, 1: the citations.</summary>
    Conflict,

    /// <summary>0: a date, 1: the citation that holds.</summary>
    Ruled,

    /// <summary>Above a pinned answer; 0: a date.</summary>
    Pinned,

    /// <summary>Between a pinned answer and a new one.</summary>
    FoundNow,

    /// <summary>Between two citations of a conflict.</summary>
    And,

    /// <summary>0: the number.</summary>
    Page,

    /// <summary>0: the number.</summary>
    Line,

    /// <summary>0: the number.</summary>
    Version,

    /// <summary>0: documents, 1: chunks, 2: collections.</summary>
    Searched,

    /// <summary>There are no documents at all.</summary>
    SearchedNothing,

    /// <summary>None of the collections that were chosen for the channel can be read there.</summary>
    SearchedNothingChosen,

    /// <summary>0: collections that were chosen for the channel and are no longer there.</summary>
    Gone,

    /// <summary>How many documents: one.</summary>
    OneDocument,

    /// <summary>0: how many.</summary>
    Documents,

    /// <summary>How many chunks: one.</summary>
    OneChunk,

    /// <summary>0: how many.</summary>
    Chunks,

    /// <summary>How the answer was made: of the documents' own sentences.</summary>
    WordForWord,

    /// <summary>How the answer was made: by a model.</summary>
    ByModel,

    /// <summary>0: how many statements of a model were left out.</summary>
    Unproved,

    /// <summary>Above what a model has written so far.</summary>
    Draft,

    /// <summary>Above an answer that a model was to word; 0: an id. See <see cref="FallbackReason"/>, also for the next four.</summary>
    ModelFailed,

    NothingProved,

    NoAnswerSeen,

    PersonBudget,

    WorkspaceBudget,

    /// <summary>0: a percentage.</summary>
    Confidence,

    /// <summary>0: the receipt.</summary>
    Receipt,

    /// <summary>On a button: shows further passages.</summary>
    MorePassages,

    /// <summary>On a button: shows the passages that the quotes stand in.</summary>
    WholePassage,

    /// <summary>On a button.</summary>
    Helpful,

    /// <summary>On a button.</summary>
    NotHelpful,

    /// <summary>On a button: hands the question to people.</summary>
    NeedHelp,

    /// <summary>Below a refusal; 0: what stands on the button.</summary>
    HandsOver,

    /// <summary>In place of a text that is too long for a message; 0: the attached file.</summary>
    Attached,

    /// <summary>0: the number of this part of a reply, 1: how many there are.</summary>
    Part,
}
