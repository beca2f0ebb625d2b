using System.Text.RegularExpressions;
using ResearchBot.Core.Search;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Conversations;

/// <summary>How far a question depends on what was said before it.</summary>
internal enum Leaning
{
    /// <summary>It names its own subject.</summary>
    Anew,

    /// <summary>It can be understood alone and may be meant of the topic.</summary>
    Perhaps,

    /// <summary>It cannot be understood alone.</summary>
    Leans,
}

/// <summary>Makes a follow-up stand alone, by rules: "and in 2022?" becomes the last question with another year; "when did he die?" takes the name.</summary>
internal static partial class FollowUpQuestion
{
    private const int LongestReferent = 48;
    private const int LongestItem = 64;

    /// <summary>What was asked, without "btw", "other topic:" or "ok" before it.</summary>
    public static string Plain(string text)
    {
        var plain = Courtesy().Replace(Marker().Replace(Courtesy().Replace(text, string.Empty, 1), string.Empty, 1), string.Empty, 1);
        return plain.Length == 0 ? text : plain;
    }

    public static Leaning Of(string text)
    {
        var plain = Plain(text);
        if (Marker().IsMatch(Courtesy().Replace(text, string.Empty, 1)) || Thanks().IsMatch(text))
        {
            return Leaning.Anew;
        }

        if (Bare().IsMatch(plain) || Ordinal().IsMatch(plain) || HasAnaphor(plain))
        {
            return Leaning.Leans;
        }

        if (Continuation().Match(plain) is { Success: true } continuation)
        {
            var part = plain[continuation.Length..];
            return !IsQuestion(part) ? (Further().IsMatch(part) ? Leaning.Perhaps : Leaning.Leans) : Of(part) == Leaning.Leans ? Leaning.Leans : Leaning.Perhaps;
        }

        return OfAlone(plain);
    }

    /// <summary>Whether it speaks of an earlier thing beside a subject of its own: "will automatic updates still run after that".</summary>
    public static bool HasOwnSubject(string text) => Aside().IsMatch(text) && NounGroups.In(text).Any(group => !NounGroups.IsAttribute(group));

    /// <summary>Whether the asker speaks of what they do or what befalls them, not of a thing.</summary>
    public static bool IsOfAsker(string text) => Asker().IsMatch(text);

    /// <summary>Whether its wording is the last question's with a part exchanged.</summary>
    public static bool IsExchange(string text) =>
        Plain(text) is var plain && !Bare().IsMatch(plain) && Continuation().Match(plain) is { Success: true } continuation && !IsQuestion(plain[continuation.Length..]);

    /// <summary>Whether words of the last answer stand for a part of it: "the second one".</summary>
    public static bool TakesFromAnswer(string text) => Ordinal().IsMatch(text);

    /// <summary>A leaning question, standing alone.</summary>
    /// <param name="state">After the question before it.</param>
    public static string Rewrite(string text, ConversationState state)
    {
        var plain = Plain(text);
        if (Bare().Match(plain) is { Success: true } bare)
        {
            return Ask(bare.Groups["ask"].Value, state);
        }

        if (Continuation().Match(plain) is { Success: true } continuation)
        {
            var part = plain[continuation.Length..].Trim(' ', '?', '.', '!', ',');
            return part.Length == 0 ? state.Question!
                : Ordinal().Match(part) is { Success: true } ordinal && !IsQuestion(part) && state.ItemAt(ordinal.Groups["n"].Value) is { } item
                    ? With(Split(state.Question!).Question, Short(item))
                : IsQuestion(part) ? Rewrite(plain[continuation.Length..], state)
                : Of(Condition().IsMatch(part) ? Append(state.Question!, part) : Exchange(part, state.Question!), state.IsPerhaps ? state.Focus : null);
        }

        return Replace(plain, state);
    }

    private static Leaning OfAlone(string text)
    {
        if (Amount().IsMatch(text) || Fragment().IsMatch(text))
        {
            return Leaning.Leans;
        }

        if (IsNamed(text))
        {
            return Leaning.Anew;
        }

        var groups = NounGroups.In(text).Where(group => !NounGroups.IsAttribute(group)).ToArray();
        var words = SearchQuery.Parse(text).Terms.Count(term => term.Kind != TokenKind.Compound);
        return groups.Length == 0 ? (words <= 2 ? Leaning.Leans : Leaning.Perhaps)
            : Told().IsMatch(text) || (IsOfAsker(text) && words <= 2 && groups.All(group => group.Determiner == "the")) ? Leaning.Leans
            : IsOfAsker(text) || words <= 3 ? Leaning.Perhaps
            : Leaning.Anew;
    }

    private static bool IsNamed(string text) => Named().IsMatch(text);

    private static bool IsQuestion(string part) => Question().IsMatch(part);

    /// <summary>Whether a pronoun refers to something that was not named before it in the same text.</summary>
    private static bool HasAnaphor(string text)
    {
        var anaphor = Anaphor().Match(text);
        if (!anaphor.Success || Expletive().IsMatch(text))
        {
            return false;
        }

        var before = text[..anaphor.Index];
        return Clause().Matches(before) is not [.., var clause] || NounGroups.In(before[..clause.Index]).Count == 0;
    }

    /// <summary>"Why?" asks it of the last question.</summary>
    private static string Ask(string ask, ConversationState state)
    {
        var (question, aside) = Split(state.Question!);
        var inverted = Inverted().Match(question);
        return inverted.Success && (ask.ToLowerInvariant() is "why" or "how" or "when" or "where" or "how come")
            ? Of($"{ask} {inverted.Groups["rest"].Value.TrimEnd(' ', '?', '.', '!')}{aside}?", state.Focus)
            : With(ask, state.Focus);
    }

    private static string Replace(string text, ConversationState state)
    {
        if (Ordinal().Match(text) is { Success: true } ordinal && state.ItemAt(ordinal.Groups["n"].Value) is { } item)
        {
            return Put(text, ordinal, Short(item));
        }

        if (Amount().Match(text) is { Success: true } amount && Countable(state, amount.Groups["many"].Success) is { } counted)
        {
            return Put(text, amount, $"{amount.Value} {WithoutThe(counted)}");
        }

        if (HasOwnSubject(text))
        {
            return Then().Replace(text, string.Empty, 1);
        }

        if (Many().IsMatch(text) && !state.Referents.Any(NounGroup.IsPlural))
        {
            return text; // "do they hand out mice" means nobody that was named
        }

        return Pronoun().Match(text) is { Success: true } pronoun && state.ReferentOf(pronoun.Value) is { Length: <= LongestReferent } referent
            ? Put(text, pronoun, referent)
            : With(text, NounGroups.In(text).Count > 0 || There().IsMatch(text) ? state.Thing : state.Focus);
    }

    private static string? Countable(ConversationState state, bool many) =>
        many ? state.Referents.FirstOrDefault(NounGroup.IsPlural) : state.Referents is [var first, ..] && first == state.Focus ? first : null;

    /// <summary>The last question with its counterpart replaced by the new part, or the part appended.</summary>
    private static string Exchange(string part, string previous)
    {
        var (question, aside) = Split(previous);
        if (Year().Match(part) is { Success: true } year && Year().IsMatch(question))
        {
            return $"{Year().Replace(question, year.Value, 1)}{aside}";
        }

        if (Quantity().Match(part) is { Success: true } quantity
            && Quantity().Matches(question).FirstOrDefault(one => one.Groups["unit"].Value == quantity.Groups["unit"].Value) is { } other)
        {
            return Put(question, other, quantity.Value) + aside;
        }

        if (Numbered().Match(part) is { Success: true } numbered
            && Numbered().Matches(question).FirstOrDefault(one => one.Groups["name"].Value.Equals(numbered.Groups["name"].Value, StringComparison.OrdinalIgnoreCase)) is { } sibling)
        {
            return Put(question, sibling, numbered.Value) + aside;
        }

        if (Code().Match(part) is { Success: true } code && Code().Matches(question) is [.., var last])
        {
            return Put(question, last, code.Value) + aside;
        }

        var space = part.IndexOf(' ', StringComparison.Ordinal);
        var preposition = space > 0 && NounGroups.IsPreposition(part[..space]) ? part[..space].ToLowerInvariant() : null;
        var given = preposition is null ? part : part[(space + 1)..];
        var groups = NounGroups.In(question).Where(group => !NounGroups.IsAttribute(group)).ToArray();
        var like = Like(given, preposition, groups);
        return like is null ? Append(previous, part) : $"{question[..like.Start]}{InPlaceOf(like, given)}{question[EndOf(like, given, question)..].TrimEnd()}{aside}";
    }

    /// <summary>What a new part stands for in the last question; null if for nothing in it.</summary>
    private static NounGroup? Like(string given, string? preposition, NounGroup[] groups)
    {
        var words = given.Split(' ');
        return groups.LastOrDefault(group => group.Words.Split(' ').Intersect(words, StringComparer.OrdinalIgnoreCase).Any())
            ?? (preposition is null ? null : groups.LastOrDefault(group => group.Preposition == preposition))
            ?? (IsPerson(given) ? groups.LastOrDefault(group => IsPerson(group.Words)) : null)
            ?? (preposition is not null ? null
                : char.IsUpper(given[0]) ? groups.LastOrDefault(group => char.IsUpper(group.Words[0])) ?? groups.FirstOrDefault()
                : groups.FirstOrDefault());
    }

    /// <summary>The end of what is replaced: if both name the same thing ("sick leave" for "annual leave hours"), what follows stays.</summary>
    private static int EndOf(NounGroup like, string given, string question)
    {
        var end = -1;
        foreach (var word in given.Split(' ').Where(NounGroups.IsContent))
        {
            var at = question.IndexOf(word, like.Start, like.End - like.Start, StringComparison.OrdinalIgnoreCase);
            end = at < 0 ? end : Math.Max(end, at + word.Length);
        }

        return end < 0 || (end < question.Length && char.IsLetterOrDigit(question[end])) ? like.End : end;
    }

    private static string InPlaceOf(NounGroup like, string given)
    {
        var isOne = !given.Contains(' ') && !NounGroup.IsPlural(given);
        var words = isOne && like.Words.Contains(' ') && !char.IsUpper(like.Words[0]) ? $"{given} {like.Head}" : given;
        return isOne && like.Determiner is { } determiner && !char.IsUpper(given[0]) ? $"{determiner} {words}" : words;
    }

    private static bool IsPerson(string words) => Person().IsMatch(words);

    private static string Append(string previous, string part)
    {
        var (question, aside) = Split(previous);
        return $"{question.TrimEnd(' ', '?')} {part}{aside}?";
    }

    /// <summary>A question and what it was said to be of: "is there a max" and " (sick leave)".</summary>
    internal static (string Question, string Aside) Split(string standalone) =>
        Parenthesis().Match(standalone) is { Success: true } found ? (standalone[..found.Index].TrimEnd(), $" ({found.Groups["of"].Value})") : (standalone, string.Empty);

    private static string With(string text, string? focus) =>
        focus is null ? text : $"{text.TrimEnd(' ', '?', '!', '.')} ({WithoutThe(focus)})?";

    /// <summary>With the focus, if its words are not in it already.</summary>
    private static string Of(string text, string? focus) =>
        focus is null || TermsOf(focus).All(TermsOf(text).Contains) ? $"{text.TrimEnd(' ', '?')}?" : With(text, focus);

    private static HashSet<ulong> TermsOf(string text) => [.. SearchQuery.Parse(text).Terms.Select(term => term.Term)];

    private static string Put(string text, Match place, string words) => $"{text[..place.Index]}{words}{text[(place.Index + place.Length)..]}";

    private static string WithoutThe(string words) => words.StartsWith("the ", StringComparison.OrdinalIgnoreCase) ? words[4..] : words;

    private static string Short(string item)
    {
        var cut = item.IndexOf(" - ", StringComparison.Ordinal) is > 12 and var dash ? dash : item.IndexOfAny(['.', ';', ':', '(', ',', '\n']);
        item = (cut > 12 ? item[..cut] : item).Trim();
        return item.Length <= LongestItem ? item.TrimEnd(' ', '-') : item[..(item.LastIndexOf(' ', LongestItem) is > 0 and var space ? space : LongestItem)];
    }

    private const RegexOptions Plainly = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^\W*(btw|by the way|(on )?(an?)?other (topic|thing|question|subject)|(an?|ok|on)? ?(new|different|unrelated|separate|next) (topic|thing|question|subject|q)|(totally |completely )?unrelated|off[ -]?topic|one more thing|switching (topics?|gears)|changing (topics?|the subject)|q|apropos|andere frage|anderes thema|neue frage|übrigens)\b\s*[:,.–—-]*\s*", Plainly)]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\W*((ok|okay|k|thanks|thank you|thx|ty|great|cool|nice|right|alright|got it|perfect|hm+|ah|oh|hi|hey|hello|sorry)\b\s*[,.!:–—-]*\s*)+(?=[\p{L}\p{N}])", Plainly)]
    private static partial Regex Courtesy();

    [GeneratedRegex(@"^\W*(ok|okay|thanks|thank you|thx|ty|cheers|great|cool|nice|perfect|awesome|got it|danke)( (a lot|so much|very much|all|then))?\W*$", Plainly)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^\W*((and|or|but|also|then|so|und|oder|aber)\b[ ,]*(what about|how about|what of|wie ist es mit|was ist mit)?|what about|how about|what of|same for|was ist mit|wie ist es mit)\b\s*", Plainly)]
    private static partial Regex Continuation();

    [GeneratedRegex(@"^\W*((and|but|so|ok|or) )*(?<ask>why not|why|how come|how so|how long|how much|how many|how often|for how long|how|who else|who|what else|anything else|by when|since when|until when|when|where|which ones?|whose|warum|wieso|wie lange|wann|wer|wo)( (then|exactly|tho|though))?\W*$", Plainly)]
    private static partial Regex Bare();

    [GeneratedRegex(@"\b(the )?(?<n>first|second|third|fourth|fifth|last|former|latter|1st|2nd|3rd|4th|5th)( (one|way|option|item|step|method|choice|point|thing|bullet|approach|alternative|possibility|variant))\b|\bthe (?<n>former|latter)\b", Plainly)]
    private static partial Regex Ordinal();

    /// <summary>"There" only as a place: "how many flights were there?" depends on nothing.</summary>
    [GeneratedRegex(@"\b(it|he|she|they|him|them|his|hers|its|their|theirs|the same|another one|the other ones?|which ones?|(?<!\b(is|are|was|were|be|been) )there(?! (is|are|was|were|a|an|any)\b))\b|\b(then|there|do so)\W*$|(^|\b(of|to|after|for|with|by|about|in|on|at|from|do|does|did|is|was|are|like|than|before|during|without|into|under|can|will|if|when|use|change|turn|switch|need|get) )(that|this|those|these)\b", Plainly)]
    private static partial Regex Anaphor();

    /// <summary>A pronoun that a name can be put for.</summary>
    [GeneratedRegex(@"\b(it|they|them|he|she|him)\b(?!['’])|(?<=\b(of|to|after|for|with|by|about|from|in|on|during|without|before|like|than|is|was|does|did|use|change) )(that|this)(?=\W*$| (end|start|work|begin|happen|expire|apply|run|work|cost|take|is|are|in|on|for|at|to|if|when|with|by|from|and|or)\b)", Plainly)]
    private static partial Regex Pronoun();

    [GeneratedRegex(@"\b(is|was) it \w+ (to|that|if|for \w+ to)\b|\bit takes?\b.*\bto\b|\bdoes it (take|cost)\b.*\bto\b", Plainly)]
    private static partial Regex Expletive();

    [GeneratedRegex(@"\b(then|there|after (that|this)|in that case|afterwards|with that|for that|that way)\b", Plainly)]
    private static partial Regex Aside();

    [GeneratedRegex(@"\bthere\b", Plainly)]
    private static partial Regex There();

    /// <summary>A question of its own behind "what about": "what about leads, who pays them".</summary>
    [GeneratedRegex(@"[,;:-] ?(what|which|who|how|when|where|why|do|does|can|is|are)\b", Plainly)]
    private static partial Regex Further();

    [GeneratedRegex(@"\b(they|them)\b", Plainly)]
    private static partial Regex Many();

    [GeneratedRegex(@"\b(?<name>\p{L}+) #?\d+(\.\d+)*\b", Plainly)]
    private static partial Regex Numbered();

    /// <summary>A short name in capitals: XL, EU.</summary>
    [GeneratedRegex(@"(?<![\w-])(?!I\b)\p{Lu}[\p{Lu}\d]{0,4}(?![\w-])", RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    [GeneratedRegex(@" then(?=\W*$)", Plainly)]
    private static partial Regex Then();

    [GeneratedRegex(@",|;|\b(if|when|once|and|but|because|while|or)\b", Plainly)]
    private static partial Regex Clause();

    [GeneratedRegex(@"^\W*(if|when|while|because|once|unless|wenn|falls)\b", Plainly)]
    private static partial Regex Condition();

    [GeneratedRegex(@"^\W*(who|whom|whose|what|whats|what's|which|where|why|how|when (do|does|is|are|was|were|will|can|should|did|must)|is|are|was|were|do|does|did|can|could|will|would|should|may|must|has|have|am)\b(?! about\b)", Plainly)]
    private static partial Regex Question();

    /// <summary>"How many can I …": of what is not said.</summary>
    [GeneratedRegex(@"^\W*how (?:(?<many>many)|much)(?= (can|could|do|does|did|is|are|will|would|should|may|must|have|has|am)\b(?! (it|that|this|they)\b))", Plainly)]
    private static partial Regex Amount();

    [GeneratedRegex(@"^\W*how (many|much) [\p{L}-]+( [\p{L}-]+)?\W*$|^\W*(is|are) there (an?|any|some)? ?[\p{L}-]{0,3}(max|maximum|min|minimum|limit|cap|deadline|exceptions?|fee|cost|charge|form|penalty|catch|workaround|alternative|fix|example|template|default)\W*$", Plainly)]
    private static partial Regex Fragment();

    [GeneratedRegex(@"\b(i|we|my|our|me|us)\b|^\W*what (happens|if)\b", Plainly)]
    private static partial Regex Asker();

    /// <summary>A statement about the asker, which goes on with what was spoken of.</summary>
    [GeneratedRegex(@"^\W*(i|we|my|our|i'm|i've|we've|we're)\b(?!.*\?)", Plainly)]
    private static partial Regex Told();

    /// <summary>Names, codes and quotations, not at the beginning.</summary>
    [GeneratedRegex(@"\b(?=\w*\d)(?=\w*\p{L})\w{2,}\b|\d+\.\d+|\w_\w|[\p{Ll}]\p{Lu}|(?<=[\p{L}\p{N},:;] )(?!I\b|I['’])\p{Lu}[\p{L}\p{N}]+|""|“|`", RegexOptions.CultureInvariant)]
    private static partial Regex Named();

    [GeneratedRegex(@"^\W*(?:(?:how|what|when|where|who|which|why)\b(?: [\p{L}'-]+){0,4}? )?(?<rest>(?:is|are|was|were|do|does|did|can|could|will|would|should|may|must|has|have)\b .+)$", Plainly)]
    private static partial Regex Inverted();

    [GeneratedRegex(@"\s*\((?<of>[^()]+)\)\W*$")]
    private static partial Regex Parenthesis();

    [GeneratedRegex(@"\b(employees?|contractors?|interns?|managers?|staff|people|students?|members?|admins?|users?|visitors?|guests?|partners?|leads?|children|adults?|supervisors?|teachers?|owners?|editors?|developers?|engineers?|volunteers?|freelancers?|temps?|directors?|consultants?|apprentices?|trainees?|retirees?|part-timers?|full-timers?|men|women|fathers?|mothers?|parents?)\b", Plainly)]
    private static partial Regex Person();

    [GeneratedRegex(@"\b(1\d{3}|20\d{2})\b")]
    private static partial Regex Year();

    [GeneratedRegex(@"\b\d+(?:\.\d+)? ?(?<unit>\p{L}+)", Plainly)]
    private static partial Regex Quantity();
}
