using System.Globalization;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>The bot's own words around an answer in one language, from the file of that name in this folder.</summary>
public sealed class AnswerWording
{
    /// <summary>The fallback language.</summary>
    public const string English = "en";

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

    /// <summary>ISO 639-1 codes of the available languages.</summary>
    public static IReadOnlyCollection<string> Languages => ByLanguage.Keys;

    /// <summary>The words of a language; English if it has none.</summary>
    public static AnswerWording Of(string language) => ByLanguage.GetValueOrDefault(language, ByLanguage[English]);

    public string this[Phrase phrase] => _phrases[phrase];

    /// <summary>A phrase with its placeholders filled. Values must be safe to show already.</summary>
    public string With(Phrase phrase, params object[] values) => string.Format(CultureInfo.InvariantCulture, _phrases[phrase], values);
}

/// <summary>The bot's own phrases around an answer; every file in this folder has each of them. Numbers are placeholders.</summary>
public enum Phrase
{
    /// <summary>Above the answer to a follow-up; 0: the question that was answered.</summary>
    Meant,

    Partial,
    NotFound,

    /// <summary>0: the words of the question that occur nowhere.</summary>
    Missing,

    /// <summary>0: a part of the question that nothing answers.</summary>
    PartNotFound,

    /// <summary>Before a statement that may not answer its part; 0: the part.</summary>
    NearestFor,

    /// <summary>Above a list from several documents; 0: how many statements.</summary>
    MayHaveMore,

    /// <summary>0: the word that was searched for, 1: the word of the question.</summary>
    Corrected,

    Closest,

    /// <summary>The excerpt was compared with the stored text.</summary>
    Checked,

    /// <summary>The excerpt could not be compared.</summary>
    NotChecked,

    /// <summary>0: what sources differ on, 1: the citations.</summary>
    Conflict,

    /// <summary>After the date of the source that was published last.</summary>
    Newer,

    /// <summary>0: a date, 1: the citation that holds.</summary>
    Ruled,

    /// <summary>Above a pinned answer; 0: a date.</summary>
    Pinned,

    FoundNow,
    And,

    /// <summary>0: the number; also for the next five.</summary>
    Page,

    Slide,
    Sheet,
    Row,
    Cell,
    Paragraph,

    /// <summary>0: the time stamp.</summary>
    Time,

    Recognised,

    /// <summary>0: the number.</summary>
    Line,

    /// <summary>0: the number.</summary>
    Version,

    /// <summary>0: documents, 1: chunks, 2: collections.</summary>
    Searched,

    SearchedNothing,

    /// <summary>None of the collections chosen for the channel can be read there.</summary>
    SearchedNothingChosen,

    /// <summary>0: collections chosen for the channel that no longer exist.</summary>
    Gone,

    OneDocument,

    /// <summary>0: how many.</summary>
    Documents,

    OneChunk,

    /// <summary>0: how many.</summary>
    Chunks,

    /// <summary>How the answer was made: of the documents' own sentences.</summary>
    WordForWord,

    /// <summary>How the answer was made: by a model.</summary>
    ByModel,

    /// <summary>0: the number of a model's statements that were left out.</summary>
    Unproved,

    /// <summary>Above what a model has written so far.</summary>
    Draft,

    /// <summary>Above an answer that a model should have worded; 0: an id. See <see cref="FallbackReason"/>, also for the next four.</summary>
    ModelFailed,

    NothingProved,
    NoAnswerSeen,
    PersonBudget,
    WorkspaceBudget,

    /// <summary>Below an answer of the documents' own sentences, all compared with the store; 0: how many documents.</summary>
    CardChecked,

    /// <summary>The same for a model's answer.</summary>
    CardProved,

    /// <summary>0: the earlier date, 1: the later.</summary>
    From,

    /// <summary>Button: shows further passages and what else can be done.</summary>
    More,

    /// <summary>Button: says how the answer was found and checked.</summary>
    Why,

    /// <summary>0: a percentage.</summary>
    Confidence,

    /// <summary>0: the receipt.</summary>
    Receipt,

    /// <summary>Button: shows further passages.</summary>
    MorePassages,

    /// <summary>Button: shows the passages around the quotes.</summary>
    WholePassage,

    Helpful,
    NotHelpful,

    /// <summary>Button: hands the question to people.</summary>
    NeedHelp,

    /// <summary>Below a refusal; 0: the button's label.</summary>
    HandsOver,

    /// <summary>Instead of a text that is too long for a message; 0: the attached file.</summary>
    Attached,

    /// <summary>0: the number of this part of a reply, 1: the number of parts.</summary>
    Part,
}
