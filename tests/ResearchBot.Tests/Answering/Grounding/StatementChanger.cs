using System.Text.RegularExpressions;

namespace ResearchBot.Tests.Answering.Grounding;

/// <summary>Changes one figure, unit, name, date, negation or subject of a sentence; what is put in stands in another sentence of the set.</summary>
internal sealed partial class StatementChanger
{
    /// <summary>Every so many changes take what they put in from the same document, where it is hardest to tell.</summary>
    private const int NearEvery = 4;

    public static readonly string[] Kinds = ["figure", "unit", "name", "date", "negation", "subject"];

    private readonly Random _random;
    private readonly DataSentence[] _sentences;
    private readonly Dictionary<string, (DataSentence Source, Match Part)[]> _parts = [];
    private readonly Dictionary<(string Kind, string Document), (DataSentence Source, Match Part)[]> _near;

    public StatementChanger(IEnumerable<DataSentence> sentences, int seed)
    {
        _random = new Random(seed);
        _sentences = [.. sentences];
        foreach (var kind in Kinds.Where(kind => kind != "negation"))
        {
            _parts[kind] = [.. _sentences.SelectMany(sentence => PartsOf(kind, sentence.Text).Select(part => (sentence, part)))];
        }

        _near = _parts.SelectMany(kind => kind.Value.GroupBy(part => (kind.Key, part.Source.Document)))
            .ToDictionary(group => group.Key, group => group.ToArray());
    }

    /// <summary>So many changes of a kind, each of another sentence as far as there are enough.</summary>
    public IEnumerable<ChangedStatement> Make(string kind, int count)
    {
        var made = 0;
        for (var tried = 0; made < count && tried < 50 * count; tried++)
        {
            if ((kind == "negation" ? Negate() : Replace(kind, near: made % NearEvery == 0 && tried % 20 < 10)) is { } changed)
            {
                made++;
                yield return changed;
            }
        }
    }

    private ChangedStatement? Replace(string kind, bool near)
    {
        if (_parts[kind].Length < 2)
        {
            return null;
        }

        var (source, part) = _parts[kind][_random.Next(_parts[kind].Length)];
        var pool = near ? _near[(kind, source.Document)] : _parts[kind];
        var put = pool[_random.Next(pool.Length)].Part.Value;
        if (SharesWord(source.Text, put) || SharesWord(put, part.Value) || MonthLike(put) != MonthLike(part.Value))
        {
            return null;
        }

        put = part.Index == 0 ? char.ToUpperInvariant(put[0]) + put[1..] : put;
        return new ChangedStatement(kind, source, source.Text[..part.Index] + put + source.Text[(part.Index + part.Length)..], near);
    }

    private ChangedStatement? Negate()
    {
        var source = _sentences[_random.Next(_sentences.Length)];
        var taken = Denial().Matches(source.Text);
        if (taken.Count > 0)
        {
            var denial = taken[_random.Next(taken.Count)];
            return new ChangedStatement("negation", source, source.Text.Remove(denial.Index, denial.Length), IsNear: false);
        }

        var verb = Auxiliary().Match(source.Text);
        if (!verb.Success)
        {
            return null;
        }

        var not = verb.Groups["en"].Success ? " not" : verb.Groups["de"].Success ? " nicht" : verb.Groups["ru"].Success ? "не " : "不";
        var at = verb.Groups["ru"].Success || verb.Groups["zh"].Success ? verb.Index : verb.Index + verb.Length;
        return new ChangedStatement("negation", source, source.Text.Insert(at, not), IsNear: false);
    }

    private static IEnumerable<Match> PartsOf(string kind, string text) => kind switch
    {
        "figure" => Figure().Matches(text),
        "unit" => Unit().Matches(text).Where(match => !NoUnit().IsMatch(match.Value)),
        "name" => text[0] > '\u0400' || IsGerman(text) ? RussianName().Matches(text) : Name().Matches(text),
        "date" => Date().Matches(text),
        _ => Subject().Matches(text).Where(match => !NoSubject().IsMatch(match.Value)),
    };

    /// <summary>German writes every noun like a name.</summary>
    private static bool IsGerman(string text) => GermanWord().IsMatch(text);

    private static bool MonthLike(string value) => char.IsLetter(value[0]);

    private static bool SharesWord(string text, string put) =>
        Word().Matches(put).Any(word => text.Contains(word.Value[..Math.Min(5, word.Length)], StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();

    /// <summary>A number that is no year, no day and no part of another.</summary>
    [GeneratedRegex(@"(?<![\w.,/–-])(?<!(January|February|March|April|May|June|July|August|September|October|November|December|Jan\.|Oct\.) )(\d{1,3}(,\d{3})+|\d+\.\d+|\d{1,3}|\d{5,})(?![\w/–-]|[.,]\d|\.? ?(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)|\.? (Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember))(?! (January|February|March|April|May|June|July|August|September|October|November|December))|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty)\b")]
    private static partial Regex Figure();

    /// <summary>A plural or a sign of measure after a number.</summary>
    [GeneratedRegex(@"(?<=\b(\d[\d.,]*|two|three|four|five|six|seven|eight|nine|ten|twelve|hundred|thousand|million|billion) )([a-z]{3,}s|percent|people|men|women|children|km|kg|mm|cm)\b|(?<=\d )(%)")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(was|has|does|its|his|this|plus|versus|as|various|previous|vs|times|others|ones)$")]
    private static partial Regex NoUnit();

    /// <summary>Capitalised words that do not begin the sentence.</summary>
    [GeneratedRegex(@"(?<=[a-z,] )(?!The |In |A |I )[A-Z][a-z]{2,}( [A-Z][a-z]{2,}){0,3}(?=[ ,.])(?! [A-Z0-9])")]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<=[a-zа-я,] )[A-ZА-ЯÄÖÜ][a-zа-яёäöüß]{3,}(?=[ ,.])(?! [A-ZА-ЯÄÖÜ])")]
    private static partial Regex RussianName();

    [GeneratedRegex(@"(?<![\w.,/–-]|[$€£] ?)(1[0-9]|20)\d\d(?![\w,.%/–-]\d|\w| ?(km|people|feet|years|men))|\b(January|February|March|April|June|July|August|September|October|November|December)\b(?= \d)|(?<=\d )(January|February|March|April|June|July|August|September|October|November|December)\b|(?<=\d )(января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)|(?<=\d\. )(Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b")]
    private static partial Regex Date();

    /// <summary>The word right before the first verb of a sentence that begins with a plain subject.</summary>
    [GeneratedRegex(@"(?<=^(The |A |An |His |Her |Their |Its )?([a-z]+ )?)[A-Za-z][a-z]{3,}(?= (is|was|are|were|has|have|had|can|will|would) )|(?<=^(Die|Der|Das|Ein|Eine) )[A-ZÄÖÜ][a-zäöüß]{3,}(?= (ist|war|sind|waren|hat|haben|wird|wurde|wurden) )")]
    private static partial Regex Subject();

    [GeneratedRegex(@"^(they|there|this|that|these|those|which|what|here|some|many|most|others?|both|each|none|also|then|when|such|more|all|who|one|it|and|but|only|often|usually|currently|now|first|former|latter|largest|same|rest|following)$", RegexOptions.IgnoreCase)]
    private static partial Regex NoSubject();

    [GeneratedRegex(@" (not|n't|never|nicht|nie)\b(?! (only|just|merely|necessarily|nur))|(?<= )(не) (?!только)|(?<=[\u4e00-\u9fff])(没有|不)(?=[\u4e00-\u9fff])(?!仅|同|断|过|久|少)")]
    private static partial Regex Denial();

    [GeneratedRegex(@"\b(?<en>is|was|are|were|can|could|will|would|has been|have been|does|did)\b(?! (not|n't|only))|\b(?<de>ist|war|sind|waren|wird|wurde|wurden|kann)\b(?! (nicht|nur|kein))|(?<= )(?<ru>был|была|было|были|является|являются|может)\b|(?<=[\u4e00-\u9fff])(?<zh>是|会|能)(?=[\u4e00-\u9fff])")]
    private static partial Regex Auxiliary();

    [GeneratedRegex(@"\b(der|die|das|und|ist|wurde|mit|von|eine?|den|dem)\b")]
    private static partial Regex GermanWord();
}

/// <summary>A true sentence in which one thing was changed.</summary>
/// <param name="Kind">What was changed.</param>
/// <param name="Source">The sentence.</param>
/// <param name="Text">What it says now.</param>
/// <param name="IsNear">Whether what was put in comes from the same document.</param>
internal sealed record ChangedStatement(string Kind, DataSentence Source, string Text, bool IsNear);
