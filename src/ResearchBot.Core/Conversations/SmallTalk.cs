using System.Text.RegularExpressions;

namespace ResearchBot.Core.Conversations;

/// <summary>What a message wants that asks nothing of the documents.</summary>
public enum TalkKind
{
    /// <summary>It may be a question.</summary>
    None,

    /// <summary>A greeting, or nothing but the bot's name.</summary>
    Greeting,

    Help,

    Thanks,

    /// <summary>Words that people say to each other.</summary>
    Chatter,
}

/// <summary>Recognises small talk, which is never searched for. English and German.</summary>
public static partial class SmallTalk
{
    public static TalkKind Of(string text)
    {
        var line = text.Trim();
        return line.Length == 0 || Greeting().IsMatch(line) ? TalkKind.Greeting
            : Help().IsMatch(line) ? TalkKind.Help
            : Thanks().IsMatch(line) ? TalkKind.Thanks
            : Chatter().IsMatch(line) ? TalkKind.Chatter
            : TalkKind.None;
    }

    /// <summary>Whether words that came with files ask for nothing but to load them: "please load this".</summary>
    public static bool AsksToLoad(string text) => Loading().IsMatch(text);

    private const RegexOptions Plainly = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    [GeneratedRegex(@"^\W*(hi+|hello|hey+|hiya|howdy|yo|good (morning|afternoon|evening|day)|hallo|moin|servus|grüezi|guten (morgen|tag|abend)|ping|test)(,? (there|all|everyone|team|bot|researchbot|you|zusammen))*\W*$", Plainly)]
    private static partial Regex Greeting();

    [GeneratedRegex(@"^\W*(help|hilfe|commands|menu|usage|what can (you|u) do|what do you do|who are you|what are you|how do (i|you) use (you|this bot|the bot)|was kannst du)( me)?(,? (please|pls|plz|bitte))?\W*$|^\?+$", Plainly)]
    private static partial Regex Help();

    [GeneratedRegex(@"^\W*((ok|okay|k|alright|great|perfect|nice|cool|super|got it)\W+)*(thanks?|thank (you|u)|thx|ty|tysm|cheers|ta|much appreciated|danke|vielen dank|merci|ok|okay|k|alright|got it|understood|perfect|great|nice|cool|super|awesome|brilliant|good (bot|job|work)|well done|that (helps|helped|worked)|👍|🙏|❤️)( (you|a lot|so much|very much|all|again|then|mate|bot|schön|for (the|your) help))*\W*$", Plainly)]
    private static partial Regex Thanks();

    [GeneratedRegex(@"^\W*(lol+|lmao|rofl|ha(ha)+h?|he(he)+|hm+|uh+|oh+|ah+|wow|omg|wtf|oops|yes|yep|yeah|no|nope|nah|sure|maybe|idk|same|true|right|exactly|indeed|agreed|bye|see (you|ya)|good night|never mind|nvm|ja|nein|genau|tschüss)( (lol|haha|right|then|too))*\W*$|^[\p{P}\p{S}\p{Cs}\p{Cf}\p{M}\s]+$", Plainly)]
    private static partial Regex Chatter();

    [GeneratedRegex(@"^\W*((please|pls|plz|hi|hey|hello|can you|could you|would you|bitte)\W+)*(load|import|add|index|ingest|upload|read|learn|store|lade|lies)(\W+(this|these|that|it|them|the|my|our|attached|file|files|document|documents|doc|docs|pdf|attachment|attachments|in|to|up|please|pls|plz|for (me|us|everyone)|thanks|thank you|das|diese|datei|bitte))*\W*$", Plainly)]
    private static partial Regex Loading();
}
