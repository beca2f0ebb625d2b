using System.Globalization;
using System.Text;

namespace ResearchBot.Core.Answering.Answers;

/// <summary>A question that can be searched for.</summary>
/// <param name="Text">As it was asked, without control and format characters, white space collapsed.</param>
/// <param name="Standalone">Reworded so that it needs no conversation around it.</param>
public sealed record Question(string Text, string Standalone)
{
    /// <summary>The maximum length in UTF-16 code units.</summary>
    public const int Longest = 2_000;

    /// <summary>Where the answer probably stands, if it depends on what was answered before; null if it does not.</summary>
    public QuestionTopic? Topic { get; init; }

    /// <summary>What it asks for one by one, two parts or more; empty if it asks for one thing.</summary>
    public IReadOnlyList<QuestionPart> Parts { get; init; } = [];

    /// <summary>What is searched for, if it is more than the question without its first words ("btw"); null otherwise.</summary>
    public string? Meant => Text.EndsWith(Standalone, StringComparison.Ordinal) ? null : Standalone;

    /// <summary>Validates and cleans a person's input.</summary>
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

/// <summary>A part of a question: of "who approves leave and by when", or a side of "A vs B".</summary>
/// <param name="Name">In the asker's words.</param>
/// <param name="Standalone">As a question that needs no other part.</param>
public sealed record QuestionPart(string Name, string Standalone);

/// <summary>A question with its readers and the person who asks, as the platform identifies them.</summary>
public sealed record Inquiry(Question Question, Audience Audience, string Person);

public sealed record GivenAnswer(Answer Answer, AnswerTrace Trace);
