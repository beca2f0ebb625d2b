using System.Text;
using ResearchBot.Core.Answering.Extraction;

namespace ResearchBot.Evaluation;

/// <summary>Known answers in a document; whole sentences, or words in one.</summary>
internal sealed record GoldAnswer(string Document, IReadOnlyList<string> Texts, bool IsSentence)
{
    /// <summary>Whether this sentence is one of them or, where they are words, holds one.</summary>
    public bool StandsIn(OfferedSentence sentence)
    {
        var words = Words(sentence.Text);
        return Document == sentence.DocumentId
            && Texts.Any(text => IsSentence ? Words(text) == words : words.Contains(Words(text), StringComparison.Ordinal));
    }

    /// <summary>Lower-case alphanumeric words with a space around each.</summary>
    private static string Words(string text)
    {
        var words = new StringBuilder(" ");
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsLetterOrDigit(c))
            {
                words.Append(c);
            }
            else if (words[^1] != ' ')
            {
                words.Append(' ');
            }
        }

        return words[^1] == ' ' ? words.ToString() : words.Append(' ').ToString();
    }
}
