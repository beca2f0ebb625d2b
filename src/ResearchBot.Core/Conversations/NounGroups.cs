using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace ResearchBot.Core.Conversations;

/// <summary>The things that a question speaks of, in the order of its text: "the alpha phase", "a python release". By word lists and places, for English.</summary>
internal static partial class NounGroups
{
    private static readonly FrozenSet<string> QuestionWords = Set("who whom whose what whats what's wat wats which when where why how how's hows where's wheres who's whos when's whens why's whys");

    private static readonly FrozenSet<string> Auxiliaries = Set(
        """
        is are was were be been being am do does did can could will would shall should may might must has have had having isn't aren't wasn't weren't don't doesn't
        didn't can't cannot couldn't won't wouldn't shouldn't isnt arent dont doesnt cant wont
        """);

    private static readonly FrozenSet<string> Subjects = Set("i we you they he she it i'm im i've ive we're we've you're people anyone someone somebody everyone");

    private static readonly FrozenSet<string> Determiners = Set("a an the my our your his her its their any some each every no all both");

    private static readonly FrozenSet<string> Prepositions = Set(
        "of in on at to for from with by about into onto over under after before during between per without within against via through since until till til as than like near");

    private static readonly FrozenSet<string> Others = Set(
        """
        that this these those there here them him us me mine yours myself yourself themselves one ones else something anything nothing everything another other and or but
        if so then also too just still already yet even only again now back up out off down away once while because though tho please pls plz ok okay not very really ever
        acc according never always much many often long far soon actually exactly instead otherwise etc hey hi btw whether more most less least such same own first second third last next
        1st 2nd 3rd way ways kind kinds sort type types thing things u ur wanna gonna gotta got get gets getting happen happens happened mean means meant exist exists go
        goes going went need needs want wants let lets know tell say says said
        """);

    /// <summary>Words that are a verb if they end a clause.</summary>
    private static readonly FrozenSet<string> Verbs = Set(
        """
        work works worked end ends start starts begin begins cost costs run runs open opens close closes live lives fire fires fired expire expires apply applies last lasts
        take takes stop stops change changes fail fails break breaks stand stands matter matters count counts reset resets look looks come comes make makes use uses have do
        support supports include includes cover covers contain contains require requires accrue accrues pay pays
        """);

    /// <summary>What is said of a thing with "is" or "was".</summary>
    private static readonly FrozenSet<string> Predicates = Set(
        """
        built paid sent set made kept held done given taken written sold bought left lost found shown free available open closed due mandatory possible optional ok online
        ill sick responsible necessary better best old new big large down full empty public private legal eligible in out true false run
        """);

    /// <summary>Nouns that say what is asked and not of what.</summary>
    private static readonly FrozenSet<string> Attributes = Set(
        """
        max maximum min minimum limit limits cap number amount default defaults deadline deadlines reason reasons exception exceptions cost costs price fee fees charge rate
        example examples catch difference alternative alternatives workaround fix penalty form forms process rule rules requirement requirements step steps link contact
        impact effect effects cause causes meaning purpose goal solution risk risks downside downsides advantage advantages benefit size length duration frequency scope
        severity mitigation diagnosis owner author syntax usage criteria paperwork approval good best right normal usual typical recommended correct exact current total
        ms hour hours hr hrs day days week weeks month months year years yr yrs minute minutes min mins second seconds sec secs times percent pct percentage
        address status value values name names version point case problem issue question answer docs doc page chance size format command flag option setting time date
        """);

    public static IReadOnlyList<NounGroup> In(string text)
    {
        var words = Word().Matches(text);
        var groups = new List<NounGroup>();
        for (var i = 0; i < words.Count;)
        {
            if (!IsContent(words[i].Value))
            {
                i++;
                continue;
            }

            var end = i + 1;
            while (end < words.Count && IsContent(words[end].Value) && text.AsSpan(words[end - 1].Index + words[end - 1].Length, words[end].Index - words[end - 1].Index - words[end - 1].Length).IsWhiteSpace())
            {
                end++;
            }

            var (from, to) = WithoutVerbs(words, i, end);
            if (from < to)
            {
                groups.Add(Group(text, words, from, to));
            }

            i = end;
        }

        return groups;
    }

    /// <summary>What a person wants to do: "roll back an app" of "how do I roll back an app"; null if the question is of no such form.</summary>
    public static string? DeedIn(string text)
    {
        var deed = Deed().Match(text);
        if (!deed.Success || In(deed.Groups["rest"].Value).Count == 0)
        {
            return null;
        }

        var rest = deed.Groups["rest"].Value.Trim(' ', '?', '!', '.', ',');
        return rest.Count(c => c == ' ') is > 0 and < 7 ? rest : null;
    }

    /// <summary>Whether a group tells what is asked and not of what, as "the limit" does.</summary>
    public static bool IsAttribute(NounGroup group) => group.Words.Split(' ').All(word => Attributes.Contains(word));

    public static bool IsPreposition(string word) => Prepositions.Contains(word);

    public static bool IsContent(string word) =>
        !QuestionWords.Contains(word) && !Auxiliaries.Contains(word) && !Subjects.Contains(word) && !Determiners.Contains(word) && !Prepositions.Contains(word)
        && !Others.Contains(word);

    private static NounGroup Group(string text, MatchCollection words, int from, int to)
    {
        var before = from > 0 ? words[from - 1].Value : string.Empty;
        var determined = Determiners.Contains(before);
        var start = determined ? words[from - 1].Index : words[from].Index;
        var head = from - (determined ? 2 : 1);
        var preposition = head >= 0 && Prepositions.Contains(words[head].Value) ? words[head].Value.ToLowerInvariant() : null;
        var last = words[to - 1].Index + words[to - 1].Length;
        return new NounGroup(start, last, text[words[from].Index..last], determined ? before.ToLowerInvariant() : null, preposition);
    }

    /// <summary>The group without the verb before it ("do we pay users") and after it ("does the museum open", "is disk billed").</summary>
    private static (int From, int To) WithoutVerbs(MatchCollection words, int from, int to)
    {
        var back = from - 1;
        while (back >= 0 && words[back].Value.ToLowerInvariant() is "just" or "still" or "already" or "also" or "even" or "actually" or "only" or "not" or "then" or "to")
        {
            back--;
        }

        var before = back < 0 ? string.Empty : words[back].Value;
        var isTold = Subjects.Contains(before) || (from > 0 && words[from - 1].Value is "to" && (before is "how" or "need" or "want" or "able" or "allowed" or "have" or "going"));
        if (isTold || before is "how" or "How")
        {
            return (from + 1, to); // "how fast do we", "do we pay users"
        }

        var auxiliary = back;
        while (auxiliary >= 0 && Determiners.Contains(words[auxiliary].Value))
        {
            auxiliary--;
        }

        var asked = auxiliary >= 0 && Auxiliaries.Contains(words[auxiliary].Value) ? words[auxiliary].Value.ToLowerInvariant() : null;
        var end = words[to - 1].Value;
        var isLast = !words.Skip(to).Any(word => IsContent(word.Value));
        return asked switch
        {
            _ when to - from == 1 => Verbs.Contains(end) || (Predicates.Contains(end) && from > 0) || (asked is null && end.EndsWith("ed", StringComparison.OrdinalIgnoreCase) && from > 0) ? (from, from) : (from, to),
            "is" or "are" or "was" or "were" or "be" or "been" or "has" or "have" => end.EndsWith("ed", StringComparison.OrdinalIgnoreCase) || Predicates.Contains(end) ? (from, to - 1) : (from, to),
            not null => Verbs.Contains(end) || isLast ? (from, to - 1) : (from, to),
            null => Verbs.Contains(end) && to - from > 1 ? (from, to - 1) : (from, to),
        };
    }

    private static FrozenSet<string> Set(string words) => words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}'’_/#+&-]*(\.[\p{L}\p{N}]+)*")]
    private static partial Regex Word();

    [GeneratedRegex(@"\b((do|does|did|can|could|should|must|may|will|would|shall) (i|we|you|they|people|someone|one)|how to) ((have|need|want) to )?(?<rest>.+?)(?=[?!,(]| if | when | because | so that | and |$)", RegexOptions.IgnoreCase)]
    private static partial Regex Deed();
}

/// <summary>A thing that a question speaks of.</summary>
/// <param name="Start">Where it begins in the text, with its determiner.</param>
/// <param name="Words">Without determiner.</param>
/// <param name="Determiner">In lower case; null if it has none. For the next one too.</param>
/// <param name="Preposition">What stands before it.</param>
internal sealed record NounGroup(int Start, int End, string Words, string? Determiner, string? Preposition)
{
    /// <summary>As it is spoken of again: "an app" becomes "the app".</summary>
    public string Again => Determiner switch { null or "any" or "some" or "no" or "each" or "every" or "all" or "both" => Words, "a" or "an" => $"the {Words}", _ => $"{Determiner} {Words}" };

    public string Head => Words[(Words.LastIndexOf(' ') + 1)..];

    /// <summary>Whether a thing is more than one: "the updates of an app".</summary>
    public static bool IsPlural(string thing)
    {
        var of = thing.IndexOf(" of ", StringComparison.OrdinalIgnoreCase);
        var head = of < 0 ? thing : thing[..of];
        return head is [_, _, _, .., 's' or 'S'] && !Singular.Any(end => head.EndsWith(end, StringComparison.OrdinalIgnoreCase));
    }

    private static readonly string[] Singular = ["ss", "us", "is"];
}
