using System.Text.RegularExpressions;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>What a question asks for, and what an answer to it must speak of.</summary>
internal sealed partial class AskedFor(string question)
{
    public QuestionKind Kind { get; } = QuestionKinds.Of(question);

    /// <summary>Codes, versions and numbered names in the question.</summary>
    public Identifiers Identifiers { get; } = Identifiers.In(question);

    /// <summary>Quantities with units in the question, which rows and items may be about.</summary>
    public Conditions Conditions { get; } = Conditions.In(question);

    /// <summary>Whether a question asks for all things of a kind: "which alerts page at night?", "list all plugins that ...".</summary>
    public static bool IsSeveral(string question) => Several().IsMatch(question);

    [GeneratedRegex(@"^\W*(and |so |pls |please )?((which|what)( other| kinds? of| types? of)? (?!is\b|was\b|does\b|has\b|its\b|this\b)(\p{L}+ )?\p{L}+[^s\W]s\b(?! (is|was|does|has|the|an?|my|our|your|it|this|\d\S*)\b)|(list|name|show)( me)?( all| every)?( the| of the)? (\p{L}+ )?\p{L}+[^s\W]s\b)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Several();
}
