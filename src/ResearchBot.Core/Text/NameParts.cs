using System.Globalization;

namespace ResearchBot.Core.Text;

/// <summary>What makes a word a name: capitals amid other words, capitals inside, signs between its parts.</summary>
internal static class NameParts
{
    /// <summary>The length of a letter with one or two signs at the beginning of a text: C++, C#, A+; 0 if there is none.</summary>
    public static int SymbolNameLength(ReadOnlySpan<char> text)
    {
        if (text.Length < 2 || text[1] is not ('+' or '#') || !char.IsAsciiLetter(text[0]))
        {
            return 0;
        }

        var length = text.Length > 2 && text[2] == text[1] ? 3 : 2;
        return length < text.Length && (text[length] == text[1] || CharacterClass.Of(text[length]) is CharacterClass.Letter or CharacterClass.Digit) ? 0 : length;
    }

    /// <summary>Whether a stop word is written in capitals amid words that are not, as in "the IT desk": then it is a name.</summary>
    public static bool IsAcronym(ReadOnlySpan<char> text, Token token)
    {
        var word = text.Slice(token.Start, token.Length);
        if (!char.IsAsciiLetterUpper(word[0]) || word.ContainsAnyInRange('a', 'z'))
        {
            return false;
        }

        var before = text[..token.Start].TrimEnd(' ');
        var after = text[(token.Start + token.Length)..].TrimStart(' ');
        if (!before.IsEmpty && char.IsAsciiDigit(before[^1]))
        {
            return false; // 9 AM
        }

        // A letter alone is a name only right after a word: grade A.
        return word.Length > 1
            ? IsNoShout(before[Math.Max(0, before.Length - Stemmers.LongestWord)..], last: true) && IsNoShout(after, last: false)
            : word[0] != 'I' && !before.IsEmpty && char.IsAsciiLetterLower(before[^1]) && IsNoShout(after, last: false);
    }

    /// <summary>Whether the last or first word of a text is not all in capitals.</summary>
    private static bool IsNoShout(ReadOnlySpan<char> text, bool last)
    {
        var (letters, capitals) = (0, 0);
        for (var i = 0; i < Math.Min(text.Length, Stemmers.LongestWord) && text[last ? text.Length - 1 - i : i] is var c && CharacterClass.Of(c) == CharacterClass.Letter; i++)
        {
            letters++;
            capitals += char.IsUpper(c) ? 1 : 0;
        }

        return letters < 2 || capitals < letters;
    }

    /// <summary>Where the first part of a name in camel case ends; -1 if the letters from a position on are no such name.</summary>
    public static int CamelPartEnd(ReadOnlySpan<char> text, int start)
    {
        var (first, partLetters, previous) = (-1, 0, '\0');
        for (var i = start; i < text.Length && CharacterClass.Of(text[i]) == CharacterClass.Letter; i++)
        {
            var c = text[i];
            if (!char.IsUpper(c) && !char.IsLower(c))
            {
                if (char.GetUnicodeCategory(c) == UnicodeCategory.Format)
                {
                    continue; // a soft hyphen
                }

                return -1;
            }

            if (previous != '\0' && char.IsUpper(c) && (char.IsLower(previous) || (partLetters > 1 && AreLowerAfter(text, i))))
            {
                if (partLetters < 2)
                {
                    return -1;
                }

                first = first < 0 ? i : first;
                partLetters = 0;
            }

            partLetters++;
            previous = c;
        }

        return partLetters > 1 ? first : -1;
    }

    /// <summary>Whether two small letters follow, as in HTTPResponse and not in URLs.</summary>
    private static bool AreLowerAfter(ReadOnlySpan<char> text, int position)
    {
        var found = 0;
        for (var i = position + 1; i < text.Length && found < 2 && (char.IsLower(text[i]) || char.GetUnicodeCategory(text[i]) == UnicodeCategory.Format); i++)
        {
            found += char.IsLower(text[i]) ? 1 : 0;
        }

        return found == 2;
    }

    /// <summary>Whether the parts before and after a sign are one name: max_retry, server.port, 2.10.1, E-0714, R&amp;D.</summary>
    public static bool JoinsAt(ReadOnlySpan<char> text, int position)
    {
        if (position <= 0 || position + 1 >= text.Length || text[position] is not ('_' or '.' or '-' or '&'))
        {
            return false;
        }

        var (before, after) = (CharacterClass.Of(text[position - 1]), CharacterClass.Of(text[position + 1]));
        return before is CharacterClass.Letter or CharacterClass.Digit && after is CharacterClass.Letter or CharacterClass.Digit
            && (text[position] != '-' || before != after);
    }
}
