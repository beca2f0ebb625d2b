using System.Collections.Frozen;
using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>What a question asks for.</summary>
internal enum QuestionKind
{
    Any,

    /// <summary>Who: a name or a role.</summary>
    Person,

    /// <summary>When: a date, a time, a release.</summary>
    Time,

    /// <summary>Where: a place, a path, an address.</summary>
    Place,

    /// <summary>How many, how much, how big: a figure.</summary>
    Figure,

    /// <summary>How long, how fast, how old: a figure with a unit of time.</summary>
    Duration,

    /// <summary>How often: a rate.</summary>
    Frequency,

    /// <summary>The most or least that is allowed.</summary>
    Limit,

    /// <summary>What holds if nothing is set.</summary>
    Default,

    /// <summary>Why.</summary>
    Reason,

    /// <summary>How to do something.</summary>
    Steps,

    /// <summary>What something is or means.</summary>
    Meaning,

    /// <summary>Yes or no.</summary>
    Decision,

    /// <summary>A command, flag, file or setting.</summary>
    Code,

    /// <summary>Several things of a kind.</summary>
    Listing,

    /// <summary>How to reach somebody.</summary>
    Contact,
}

/// <summary>Recognises what a question asks for, and what in a text is of that kind. English; other languages ask for anything.</summary>
internal static partial class QuestionKinds
{
    private static readonly FrozenSet<string> PlaceWords =
        new[] { "in", "at", "near", "to", "from", "on", "toward", "towards", "outside", "inside", "through", "under", "via" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    // The order decides: "what is the phone number" asks for a contact before it asks for a meaning.
    private static readonly (QuestionKind Kind, Regex Pattern)[] Questions =
    [
        (QuestionKind.Contact, Contact()), (QuestionKind.Frequency, Frequency()), (QuestionKind.Duration, Duration()), (QuestionKind.Limit, Limit()),
        (QuestionKind.Default, Default()), (QuestionKind.Figure, Figure()), (QuestionKind.Time, Time()), (QuestionKind.Person, Person()),
        (QuestionKind.Place, Place()), (QuestionKind.Reason, Reason()), (QuestionKind.Code, Code()), (QuestionKind.Listing, Listing()),
        (QuestionKind.Steps, Steps()), (QuestionKind.Meaning, Meaning()), (QuestionKind.Decision, Decision()),
    ];

    public static QuestionKind Of(string question) => Questions.FirstOrDefault(one => one.Pattern.IsMatch(question)).Kind;

    /// <summary>Whether the answer is a figure of some sort.</summary>
    public static bool IsFigure(QuestionKind kind) => kind is QuestionKind.Figure or QuestionKind.Duration or QuestionKind.Frequency or QuestionKind.Limit;

    /// <summary>Whether a candidate has something of the kind that is not in the question.</summary>
    public static bool Fits(QuestionKind kind, Candidate candidate, QuestionTerms terms) => kind switch
    {
        QuestionKind.Figure => candidate.Words.Any(token => IsNew(token, candidate, terms) && IsFigure(candidate.Word(token))),
        QuestionKind.Time => candidate.Words.Any(token => IsNew(token, candidate, terms) && IsTime(candidate.Word(token))) || Clock().IsMatch(candidate.Text),
        QuestionKind.Person => HasName(candidate, terms, after: null) || Role().IsMatch(candidate.Text),
        QuestionKind.Place => HasName(candidate, terms, after: PlaceWords) || PathLike().IsMatch(candidate.Text),
        QuestionKind.Duration => Durations().IsMatch(candidate.Text),
        QuestionKind.Frequency => Rates().IsMatch(candidate.Text),
        QuestionKind.Limit => Limits().IsMatch(candidate.Text) && candidate.Words.Any(token => IsNew(token, candidate, terms) && IsFigure(candidate.Word(token))),
        QuestionKind.Default => Defaults().IsMatch(candidate.Text),
        QuestionKind.Reason => Reasons().IsMatch(candidate.Text),
        QuestionKind.Steps => candidate.Unit.Kind is UnitKind.Code or UnitKind.List || Instructions().IsMatch(candidate.Text),
        QuestionKind.Meaning => candidate.Unit.Kind == UnitKind.Definition || Definitions().IsMatch(candidate.Text),
        QuestionKind.Decision => Decisions().IsMatch(candidate.Text),
        QuestionKind.Code => candidate.Unit.Kind == UnitKind.Code || CodeLike().IsMatch(candidate.Text),
        QuestionKind.Listing => candidate.Unit.Kind == UnitKind.List || candidate.Text.Count(',') >= 2,
        QuestionKind.Contact => Contacts().IsMatch(candidate.Text),
        _ => false,
    };

    private static bool IsNew(Token token, Candidate candidate, QuestionTerms terms) => terms.PositionOf(token) < 0;

    private static bool IsFigure(string word) => NumberWords.ValueOf(word) is { } value && !IsYear(word, value);

    private static bool IsTime(string word) => TimeWord().IsMatch(word) || (NumberWords.ValueOf(word) is { } value && IsYear(word, value));

    private static bool IsYear(string word, double value) => word.Length == 4 && value is >= 1000 and <= 2100;

    private static bool HasName(Candidate candidate, QuestionTerms terms, FrozenSet<string>? after)
    {
        for (var i = 1; i < candidate.Words.Count; i++)
        {
            var (token, word) = (candidate.Words[i], candidate.Word(candidate.Words[i]));
            if (token.Kind == TokenKind.Word && word.Length > 1 && char.IsUpper(word[0]) && IsNew(token, candidate, terms)
                && (after is null || Enumerable.Range(Math.Max(0, i - 3), Math.Min(3, i)).Any(back => after.Contains(candidate.Word(candidate.Words[back])))))
            {
                return true;
            }
        }

        return false;
    }

    private const RegexOptions Plain = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\b(phone|e-?mail|telephone|hotline|extension|contact|reach|slack channel|which channel|what channel)\b", Plain)]
    private static partial Regex Contact();

    [GeneratedRegex(@"\bhow (often|frequently|regularly)\b|\bhow many times\b", Plain)]
    private static partial Regex Frequency();

    [GeneratedRegex(@"\bhow (long|fast|quick|quickly|soon|old)\b|\bfor how long\b|\bhow (many|much) (hours|days|weeks|months|years|minutes|seconds|time)\b|\b(what|which) duration\b", Plain)]
    private static partial Regex Duration();

    [GeneratedRegex(@"\b(max|maximum|min|minimum|limit|limits|at most|at least|biggest|largest|longest|highest|most|cap|quota)\b", Plain)]
    private static partial Regex Limit();

    [GeneratedRegex(@"\bdefaults?\b|\bif i set nothing\b|\bout of the box\b", Plain)]
    private static partial Regex Default();

    [GeneratedRegex(@"\bhow (many|much|tall|high|deep|far|large|big|heavy|wide)\b|\b(what|which) (number|percentage|percent|pct|share|proportion|amount|sum|rate|size|version|port|sla)\b|\bnumber of\b|\b(population|percentage|cost|price|fee|salary|pct)\b", Plain)]
    private static partial Regex Figure();

    [GeneratedRegex(@"\bwhen('s|s)?\b|\b(what|which) (year|date|day|month|time|century|decade|release)\b|\bdeadline\b|\bby when\b", Plain)]
    private static partial Regex Time();

    [GeneratedRegex(@"\b(who|whos|whom|whose)\b|\b(what|which) (person|man|woman|president|leader|author|journalist|general|king|queen|minister|commander|official|team|role)\b", Plain)]
    private static partial Regex Person();

    [GeneratedRegex(@"\bwhere\b|\b(what|which) (country|countries|city|cities|place|places|state|town|region|emirate|island|airport|folder|directory|room|office)\b", Plain)]
    private static partial Regex Place();

    [GeneratedRegex(@"\bwhy\b|\bhow come\b|\breason\b|\bwhat (causes|caused)\b", Plain)]
    private static partial Regex Reason();

    [GeneratedRegex(@"\b(command|cmd|flag|option|setting|file|field|parameter|env(ironment)? var(iable)?|query|code|syntax|endpoint|url)\b", Plain)]
    private static partial Regex Code();

    [GeneratedRegex(@"\b(what|which) (are|kinds?|types?|sorts?|options|things|documents|paperwork|steps|ones)\b|\b(list|name) (all|the|every|of)\b|\bwhat can .* be\b", Plain)]
    private static partial Regex Listing();

    [GeneratedRegex(@"\bhow (do|does|can|could|should|to|would|did|shall|must)\b|\bwhat (do|should|must) (i|we|you) do\b|\bhow('s|s)?\b|\bsteps\b|\bany fix\b|\bfix\b", Plain)]
    private static partial Regex Steps();

    [GeneratedRegex(@"\b(what|wat|wats|whats|what's) ?(is|are|was|were|'s|does|do|do you mean|a|an|the)?\b.*|\bmean(s|ing|t)?\b|\bdefin(e|ition)\b|\bstands? for\b", Plain)]
    private static partial Regex Meaning();

    [GeneratedRegex(@"^\W*(so |and |but |ok |hi |hey )*(is|are|was|were|do|does|did|can|could|may|must|should|shall|will|would|has|have|had|am|isn't|aren't|don't|doesn't|can't)\b|\bor not\b|\b(do|can|may|must|should) (i|we|you|they)\b|\ballowed\b", Plain)]
    private static partial Regex Decision();

    [GeneratedRegex(@"^(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|century|decade|today|yesterday|tomorrow|ago|hours?|days?|weeks?|months?|years?|minutes?|daily|weekly|monthly|yearly|annually|noon|midnight)$", Plain)]
    private static partial Regex TimeWord();

    [GeneratedRegex(@"\b\d{1,2}(:\d{2}|\s?[ap]\.?m\b)|\bQ[1-4]\b|\bFY ?\d\d", Plain)]
    private static partial Regex Clock();

    [GeneratedRegex(@"\b(manager|lead|team|owner|director|officer|engineer|supervisor|member|head|chief|author|editor|admin|administrator|responsible|contact)\b", Plain)]
    private static partial Regex Role();

    [GeneratedRegex(@"(~|%[A-Z]+%|\.{0,2})[/\\][\w.-]+|https?://|\w+\.\w+/\w", Plain)]
    private static partial Regex PathLike();

    [GeneratedRegex(@"\b(\d[\d.,]*|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty|ninety|half|few|several)([ -](or|to|and) (\d[\d.,]*|\w+))?[ -]?(calendar |business |working |full )?(ms|s|m|h|d|milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?|months?|years?|yrs?|quarters?|decades?|centur(y|ies)|fortnight)\b|\b(immediately|forever|indefinitely|permanently|no limit)\b", Plain)]
    private static partial Regex Durations();

    [GeneratedRegex(@"\b(every|each|once|twice|daily|hourly|weekly|monthly|quarterly|yearly|annually|annual|always|never|times?|per (second|minute|hour|day|week|month|year|quarter)|an? (second|minute|hour|day|week|month|year|quarter))\b|\b(mon|tues|wednes|thurs|fri|satur|sun)days?\b", Plain)]
    private static partial Regex Rates();

    [GeneratedRegex(@"\b(max|maximum|min|minimum|limit|limits|limited|up to|at most|at least|no more than|no less than|cannot exceed|exceed|less than|more than|fewer than|not more than|within|quota|cap|capped)\b", Plain)]
    private static partial Regex Limits();

    [GeneratedRegex(@"\bdefaults?\b|\bby default\b|\botherwise\b|\bif (it is )?(not set|unset|omitted|not specified)\b", Plain)]
    private static partial Regex Defaults();

    [GeneratedRegex(@"\b(because|since|so that|due to|reasons?|in order to|caused?s?|causes|to avoid|to ensure|to make sure|as a result|this means|therefore|hence|which means|that way|otherwise|prevents?|allows?|so (it|they|we|you|the))\b", Plain)]
    private static partial Regex Reasons();

    [GeneratedRegex(@"^\W*(to|if|when|first|then|next|use|run|set|add|open|click|go|select|create|check|make|install|edit|call|ask|contact|send|fill|enter|choose|delete|remove|restart|increase|decrease|try|see|follow|log|visit|submit|request|enable|disable|configure|update|change|start|stop|wait|find|look|verify|ensure)\b|\b(you (can|should|must|need|will|may|have)|can be (done|used|set|changed)|by (\w+ing)|using)\b", Plain)]
    private static partial Regex Instructions();

    [GeneratedRegex(@"\b(is|are|means?|refers? to|stands? for|describes?|represents?|consists? of|defines?|known as|called|indicates?|proposes|provides|ensures?|fires when)\b|^\W*(an?|the) \w+", Plain)]
    private static partial Regex Definitions();

    [GeneratedRegex(@"\b(can|cannot|can't|can’t|must|may|might|not|no|yes|never|always|only|allowed|permitted|prohibited|forbidden|required|should|shouldn't|shouldn’t|will|won't|won’t|doesn't|doesn’t|don't|don’t|do|does|isn't|isn’t|aren't|aren’t|unless|except|eligible|entitled|supported|unsupported|possible|impossible|available|optional|mandatory|disabled|enabled|provided?s?|expires?)\b", Plain)]
    private static partial Regex Decisions();

    [GeneratedRegex(@"(^|\s)--?\w[\w-]+|\w+[._]\w+|\w+\(\)|\$ ?\w+|(^|\s)/\w+/\w+|\w+=\w+|[a-z][A-Z]|#\s?\d+", RegexOptions.CultureInvariant)]
    private static partial Regex CodeLike();

    [GeneratedRegex(@"\w@\w|\+?\d[\d ()/-]{6,}\d|(^|\s)#[a-z][\w-]+|https?://|\b(slack|e-?mail|phone|call|contact|channel)\b", Plain)]
    private static partial Regex Contacts();
}
