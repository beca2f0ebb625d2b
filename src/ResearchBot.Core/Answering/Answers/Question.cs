using System.Globalization;
using System.Text;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>A question that can be searched for.</summary>
/// <param name="Text">As it was asked, without control and format characters, white space collapsed.</param>
/// <param name="Standalone">The same in words that need no conversation around them.</param>
public sealed record Question(string Text, string Standalone)
{
    /// <summary>UTF-16 code units that a question may have.</summary>
    public const int Longest = 2_000;

    /// <summary>Checks and cleans what a person wrote.</summary>
    /// <exception cref="UserFacingException">It is empty or too long.</exception>
    public static Question Parse(string written)
    {
        if (written.Length > Longest)
        {
            throw new UserFacingException(
                $"The question has {written.Length:N0} characters; {Longest:N0} are allowed. Ask in fewer words, or load the text as a document.");
        }

        var text = Clean(written);
        return text.Length == 0
            ? throw new UserFacingException("The question is empty. Type what you want to know, for example: who wrote the report?")
            : new Question(text, text);
    }

    private static string Clean(string written)
    {
        var clean = new StringBuilder(written.Length);
        foreach (var rune in written.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune) || rune.Value == 0)
            {
                if (clean.Length > 0 && clean[^1] != ' ')
                {
                    clean.Append(' ');
                }
            }
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate)
                && rune != Rune.ReplacementChar)
            {
                clean.Append(rune);
            }
        }

        return clean.ToString().TrimEnd();
    }
}

/// <summary>A question with who asks it and who will read the answer.</summary>
/// <param name="Question">The question.</param>
/// <param name="Audience">The readers.</param>
/// <param name="Person">The asker, as the platform names them.</param>
public sealed record Inquiry(Question Question, Audience Audience, string Person);

/// <summary>An answer and how it came about.</summary>
/// <param name="Answer">Checked against the store.</param>
/// <param name="Trace">How it was found and checked.</param>
public sealed record GivenAnswer(Answer Answer, AnswerTrace Trace);
