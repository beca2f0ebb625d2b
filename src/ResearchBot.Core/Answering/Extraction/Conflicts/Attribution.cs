using System.Text.RegularExpressions;
using ResearchBot.Core.Search.Text;

namespace ResearchBot.Core.Answering.Extraction.Conflicts;

/// <summary>Recognises that a sentence reports what somebody said, and the names in it.</summary>
internal static partial class Attribution
{
    /// <summary>The names in a sentence that reports somebody's words, as hashes; none when it does not.</summary>
    public static HashSet<ulong> NamesIn(CandidateSentence sentence)
    {
        if (!Cue().IsMatch(sentence.Text))
        {
            return [];
        }

        return [.. sentence.Words
            .Where(token => token.Kind == TokenKind.Word && char.IsUpper(sentence.Text[token.Start]))
            .Select(token => token.Term)];
    }

    /// <summary>Whether two sentences are attributed to different sources.</summary>
    public static bool Differ(CandidateSentence left, CandidateSentence right)
    {
        var (ofLeft, ofRight) = (NamesIn(left), NamesIn(right));
        return ofLeft.Except(ofRight).Any() && ofRight.Except(ofLeft).Any();
    }

    [GeneratedRegex(@"\b(said|says|say|told|tells|report(s|ed|ing)?|claim(s|ed|ing)?|according|cit(es|ed|ing)|wrote|writes|quot(es|ed|ing)|stat(es|ed)|estimat(es|ed)|put|puts|gave|gives|spoke)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Cue();
}
