using System.Text.RegularExpressions;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Ingestion.Checks;

/// <summary>Finds text that speaks to an assistant instead of to a person: “ignore all previous instructions”, in the languages in which such texts are
/// met. A handbook that quotes one is found too; one that says “ignore the instructions above if …” is not.</summary>
internal static partial class Instructions
{
    public static IEnumerable<TextRange> Find(string text) => new[] { English(), European(), Eastern() }
        .SelectMany(pattern => pattern.Matches(text))
        .Select(match => new TextRange(match.Index, match.Length))
        .OrderBy(range => range.Start);

    [GeneratedRegex(
        @"\b(?:ignore|disregard|forget|override|bypass)(?:\s+(?:all|any|every|each|and|of|the|these|those|your|my|our|other)){0,4}\s+(?:previous|prior|preceding|earlier|foregoing|above|existing|original|initial|system)(?:ly)?(?:\s+(?:given|system|safety|hidden|developer|user|or|and|prior|previous)){0,3}\s+(?:instructions?|directions?|prompts?|commands?|guidelines|directives?|messages?)\b(?!\s+(?:if|unless|when|where|for|in|about|from|on|to)\b)"
        + @"|\b(?:ignore|disregard|forget)\s+(?:everything|anything|all(?:\s+that)?)\s+(?:(?:that\s+)?you\s+(?:were|have\s+been|had\s+been)\s+told|in\s+your\s+(?:system\s+)?prompt|above\s+this\s+line)"
        + @"|\b(?:ignore|override|bypass)\s+your\s+(?:system\s+prompt|instructions|programming|safety\s+(?:rules|guidelines)|guidelines)\b"
        + @"|\byou\s+are\s+now\s+(?:(?:an?|the|my)\s+)?(?:[\w-]+\s+){0,3}(?:ai|chatbot|language\s+model|llm|dan|jailbroken|unrestricted\s+(?:assistant|model)|(?:virtual|digital|ai)\s+assistant)\b"
        + @"|\bpretend\s+(?:that\s+)?you\s+(?:have\s+no\s+(?:restrictions|rules|limits|guidelines)|are\s+not\s+bound\s+by)"
        + @"|\b(?:reveal|print|output|repeat|show|leak|disclose|tell\s+me|give\s+me)\s+(?:me\s+)?(?:all\s+of\s+)?your\s+(?:full\s+|entire\s+|complete\s+|original\s+)?(?:(?:system|hidden|initial|secret)\s+(?:prompt|instructions|message))\b"
        + @"|\bif\s+you\s+are\s+an?\s+(?:ai|artificial\s+intelligence|large\s+language\s+model|language\s+model|llm)(?:\s+(?:assistant|model|agent|system|reviewer|summari[sz]er))?\b[^.\n]{0,60}\b(?:must|please|ignore|say|answer|respond|recommend|rate|write|include|output)\b"
        + @"|\b(?:attention|message|note|warning|notice)\s*(?:to|for)\s+(?:all\s+)?(?:ai|llm|language\s+model|chatbot)s?(?:\s+(?:assistants?|models?|agents?|readers?|systems?|reviewers?))?\s*[:,!]"
        + @"|\b(?:do\s+not|don['’]t|never)\s+(?:tell|inform|mention\s+(?:it|this)\s+to|reveal\s+(?:it|this)\s+to)\s+the\s+user\s+(?:about|that)\s+(?:this|these|you)\b"
        + @"|\b(?:new|updated|begin|end|start\s+of|end\s+of)\s+system\s+(?:prompt|instructions?|message)\s*[:\]>]"
        + @"|<\|(?:im_start|im_end|system|endoftext|start_header_id)\|>|<<SYS>>|\[/?INST\]",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex English();

    [GeneratedRegex(
        @"\b(?:ignoriere?|ignorieren\s+Sie|vergiss|vergessen\s+Sie|missachte)\s+(?:(?:alle|sämtliche|die|deine|Ihre|meine)\s+){0,3}(?:vorherigen|bisherigen|vorigen|obigen|früheren|vorangegangenen|vorhergehenden|vorangehenden)\s+(?:Anweisungen|Instruktionen|Befehle|Vorgaben|Prompts?)\b(?!,?\s+(?:wenn|falls|sofern)\b)"
        + @"|\bdu\s+bist\s+(?:jetzt|nun|ab\s+sofort)\s+(?:ein|eine)\s+(?:[\p{L}-]+\s+){0,3}(?:KI|Sprachmodell|Chatbot|KI-Assistent)\b"
        + @"|\b(?:zeige|verrate|nenne|gib)\s+(?:mir\s+)?(?:deinen|Ihren)\s+(?:gesamten\s+|vollständigen\s+)?System-?prompt\b"
        + @"|\b(?:ignore[zr]?|oublie[zr]?|ne\s+(?:tiens|tenez)\s+pas\s+compte\s+des?)\s+(?:toutes?\s+)?(?:les\s+|tes\s+|vos\s+)?(?:instructions|consignes|directives)\s+(?:précédentes?|antérieures?|ci-dessus|préalables)\b"
        + @"|\b(?:ignora|ignore|ignorad|ignoren|olvida|olvide|olviden)\s+(?:todas\s+)?(?:las\s+|tus\s+|sus\s+)?(?:instrucciones|órdenes|indicaciones)\s+(?:anteriores|previas|precedentes)\b"
        + @"|\b(?:ignora|ignorate|dimentica|dimenticate)\s+(?:tutte\s+)?(?:le\s+|tue\s+)?(?:istruzioni|indicazioni|direttive)\s+(?:precedenti|di\s+cui\s+sopra)\b"
        + @"|\b(?:ignore|ignora|ignorem|esqueça|desconsidere)\s+(?:todas\s+)?(?:as\s+|suas\s+)?(?:instruções|ordens|diretrizes)\s+(?:anteriores|acima|prévias)\b"
        + @"|\b(?:negeer|vergeet)\s+(?:alle\s+)?(?:de\s+|je\s+|uw\s+)?(?:vorige|voorgaande|eerdere|bovenstaande)\s+(?:instructies|opdrachten|aanwijzingen)\b"
        + @"|\b(?:ignorera|glöm)\s+(?:alla\s+)?(?:tidigare|föregående)\s+(?:instruktioner|anvisningar)\b"
        + @"|\b(?:zignoruj|ignoruj|zapomnij)\s+(?:wszystkie\s+)?(?:poprzednie|wcześniejsze)\s+(?:instrukcje|polecenia)\b"
        + @"|\bönceki\s+(?:tüm\s+)?(?:talimatları|komutları)\s+(?:yok\s+say|unut|görmezden\s+gel)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex European();

    [GeneratedRegex(
        @"(?:про)?(?:игнорируй|забудь)(?:те)?\s+(?:все\s+)?(?:предыдущие|прошлые|прежние|вышеуказанные)\s+(?:инструкции|указания|команды)"
        + @"|ігноруй(?:те)?\s+(?:усі\s+|всі\s+)?попередні\s+(?:інструкції|вказівки)"
        + @"|(?:忽略|无视|無視|忽視|忘记|忘掉)(?:掉)?(?:所有|全部|你)?(?:之前|以上|前面|先前|上述|此前)的?(?:所有|全部)?的?(?:指令|指示|提示词|提示詞|提示)"
        + @"|(?:以前|これまで|上記|前)の(?:すべての|全ての)?(?:指示|命令|プロンプト)(?:は|を)?(?:すべて|全て)?(?:無視|忘れ)"
        + @"|(?:이전|위의|앞의)\s*(?:모든\s*)?(?:지시|명령|프롬프트)(?:사항)?(?:를|을|은|는)?\s*(?:모두\s*)?(?:무시|잊)"
        + @"|تجاهل\s+(?:جميع\s+|كل\s+)?(?:التعليمات|الأوامر)\s+السابقة"
        + @"|(?:पिछले|पूर्व)\s+(?:सभी\s+)?निर्देशों\s+को\s+(?:अनदेखा|नज़रअंदाज़)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Eastern();
}
