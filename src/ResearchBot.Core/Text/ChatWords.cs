using System.Collections.Frozen;

namespace ResearchBot.Core.Text;

/// <summary>Words of chats from <c>chat-words.txt</c>, which are no evidence in a question.</summary>
internal static class ChatWords
{
    private static readonly FrozenSet<string> Words = Read();

    /// <summary>Whether a word of a question is one of them: in lower case (or with a capital at the beginning), with nothing but a space or punctuation
    /// beside it, so that R, R&amp;D, n/a and --u are none.</summary>
    public static bool IsAt(string question, Token token)
    {
        var word = question.AsSpan(token.Start, token.Length);
        var end = token.Start + token.Length;
        return token.Kind == TokenKind.Word
            && (char.IsLower(word[0]) || (question.AsSpan(0, token.Start).IsWhiteSpace() && word.Length > 1 && char.IsLower(word[1])))
            && (token.Start == 0 || char.IsWhiteSpace(question[token.Start - 1]))
            && (end == question.Length || char.IsWhiteSpace(question[end]) || (question[end] is ',' or '.' or '!' or '?' or ':' or ';' && (end + 1 == question.Length || !char.IsLetterOrDigit(question[end + 1]))))
            && Words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);
    }

    private static FrozenSet<string> Read()
    {
        using var stream = typeof(ChatWords).Assembly.GetManifestResourceStream("ResearchBot.Core.Text.chat-words.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n').Where(line => !line.StartsWith('#')).SelectMany(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }
}
