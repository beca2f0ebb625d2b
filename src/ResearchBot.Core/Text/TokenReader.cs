using System.Globalization;
using System.Text;

namespace ResearchBot.Core.Text;

/// <summary>Tokenises a text: runs of letters, marks and digits (without the full UAX #29), letters split from digits, scripts without spaces as pairs of
/// characters, apostrophes inside words dropped. Names such as maxRetryCount, max_retry_count, v2.3.1, E-0714 and R&amp;D are read in parts, then whole;
/// C++ and C# are words of their own; stop words in capitals amid others are not (IT, US).</summary>
public ref struct TokenReader
{
    private const int LongestWord = Stemmers.LongestWord;
    private readonly ReadOnlySpan<char> _text;
    private readonly Language _language;
    private int _position;
    private int _runStart;
    private int _runParts;
    private ulong _runHash;
    private bool _runIsLetters;
    private DigitGroups _groups;

    /// <summary>Starts at the beginning of <paramref name="text"/>, whose words are stemmed in <paramref name="language"/>.</summary>
    public TokenReader(ReadOnlySpan<char> text, Language language)
    {
        _text = text;
        _language = language;
    }

    public bool Next(out Token token)
    {
        while (true)
        {
            if (_runParts > 0 && !Continues(_position) && NameParts.JoinsAt(_text, _position))
            {
                Join();
            }

            if (_groups.End > 0 && _position >= _groups.End)
            {
                token = new Token(_groups.Start, _groups.End - _groups.Start, _groups.Term, TokenKind.Compound);
                _runParts = _runStart == _groups.Start ? 0 : _runParts;
                _groups = default;
                return true;
            }

            if (_runParts > 1 && !Continues(_position))
            {
                token = new Token(_runStart, _position - _runStart, TermOfRun(), TokenKind.Compound);
                _runParts = 0;
                return true;
            }

            while (_position < _text.Length && CharacterClass.Of(_text[_position]) == CharacterClass.Other && !IsPairOfLetters(_position))
            {
                _position++;
                _runParts = 0;
            }

            if (_position >= _text.Length)
            {
                token = default;
                return false;
            }

            if (_runParts == 0)
            {
                _runStart = _position;
                _runHash = TermHash.Start;
                _runIsLetters = true;
            }

            var kind = CharacterClass.Of(_text[_position]);
            if (kind == CharacterClass.Ideograph)
            {
                token = ReadPair();
                _runParts = 0;
                if (token.Length > 0)
                {
                    return true;
                }

                continue;
            }

            token = kind == CharacterClass.Digit ? ReadNumber() : ReadWord();
            if (token.Length > 0)
            {
                return true;
            }
        }
    }

    private Token ReadPair()
    {
        var start = _position++;
        var paired = _position < _text.Length && CharacterClass.Of(_text[_position]) == CharacterClass.Ideograph;
        if (!paired && start > 0 && CharacterClass.Of(_text[start - 1]) == CharacterClass.Ideograph)
        {
            return default; // the last of a run already stands in the pair before it
        }

        var hash = TermHash.Add(TermHash.Start, CharacterFold.Simple(_text[start]));
        if (paired)
        {
            hash = TermHash.Add(hash, CharacterFold.Simple(_text[_position]));
        }

        var length = paired ? 2 : 1;
        var kind = StopWords.IsIn(_text.Slice(start, length), _language) ? TokenKind.Stop : TokenKind.Pair;
        return new Token(start, length, TermHash.Finish(hash), kind);
    }

    private Token ReadNumber()
    {
        var start = _position;
        _runIsLetters = false;
        if (_groups.End == 0)
        {
            _groups = DigitGroups.At(_text, start);
        }

        var hash = TermHash.Start;
        while (_position < _text.Length)
        {
            var c = _text[_position];
            if (CharacterClass.Of(c) == CharacterClass.Digit)
            {
                var digit = CharacterFold.Digit(c);
                hash = TermHash.Add(hash, digit);
                _runHash = TermHash.Add(_runHash, digit);
                _position++;
            }
            else if (c == ',' && IsThousands(_position))
            {
                _position++;
            }
            else
            {
                break;
            }
        }

        _runParts++;
        return new Token(start, _position - start, TermHash.Finish(hash), TokenKind.Number);
    }

    private Token ReadWord()
    {
        var token = TryReadSymbolName(out var named) || TryReadPlainWord(out named) ? named : ReadAnyWord();
        return token.Kind == TokenKind.Stop && NameParts.IsAcronym(_text, token) ? token with { Kind = TokenKind.Word } : token;
    }

    /// <summary>A letter with a sign that makes it another name: C++, C#, A+.</summary>
    private bool TryReadSymbolName(out Token token)
    {
        var length = _runParts > 0 ? 0 : NameParts.SymbolNameLength(_text[_position..]);
        token = length == 0 ? default : new Token(_position, length, TermHash.Of([(char)(_text[_position] | 0x20), .. _text.Slice(_position + 1, length - 1)]), TokenKind.Word);
        _position += length;
        return length > 0;
    }

    private void Join()
    {
        var isPointOfNumber = _text[_position] == '.' && CharacterClass.Of(_text[_position - 1]) == CharacterClass.Digit && CharacterClass.Of(_text[_position + 1]) == CharacterClass.Digit;
        if (isPointOfNumber || _text[_position] == '&')
        {
            _runHash = TermHash.Add(_runHash, _text[_position]);
            _runIsLetters = false;
        }

        _position++;
    }

    /// <summary>The term of a run as a whole: of letters alone the one that it would have without the signs between.</summary>
    private readonly ulong TermOfRun()
    {
        Span<char> word = stackalloc char[LongestWord + CharacterFold.Longest];
        Span<char> accented = stackalloc char[LongestWord + CharacterFold.Longest];
        var (length, accentedLength) = (0, 0);
        for (var i = _runStart; _runIsLetters && i < _position; i++)
        {
            var c = _text[i];
            if (CharacterClass.Of(c) != CharacterClass.Letter)
            {
                continue;
            }

            if (length >= LongestWord)
            {
                return TermHash.Finish(_runHash);
            }

            var before = length;
            length = CharacterFold.Append(c, word, length);
            accentedLength = length > before ? Append(accented, accentedLength, char.ToLowerInvariant(c)) : accentedLength;
        }

        return length == 0 ? TermHash.Finish(_runHash) : Look(word[..length], accented[..accentedLength]).Term;
    }

    private bool TryReadPlainWord(out Token token)
    {
        var start = _position;
        var hash = TermHash.Start;
        var end = start;
        var capitals = false;
        while (end < _text.Length && char.IsAsciiLetter(_text[end]))
        {
            capitals |= end > start && (_text[end] & 0x20) == 0;
            hash = TermHash.Add(hash, (char)(_text[end] | 0x20));
            end++;
        }

        if (capitals && end - start <= LongestWord && NameParts.CamelPartEnd(_text, start) is >= 0 and var part && part <= end)
        {
            end = part;
            hash = ExtendPlain(TermHash.Start, _text[start..end]);
        }

        if (end == start || end - start > LongestWord || (end < _text.Length && NeedsCare(end, end - start)))
        {
            token = default;
            return false;
        }

        if (!WordCache.TryGet(hash, _language, out var term, out var kind))
        {
            Span<char> word = stackalloc char[LongestWord];
            for (var i = start; i < end; i++)
            {
                word[i - start] = (char)(_text[i] | 0x20);
            }

            (term, kind) = Analyse(word[..(end - start)], word[..(end - start)]);
            WordCache.Add(hash, _language, term, kind);
        }

        token = new Token(start, end - start, term, kind);
        _position = end;
        _runHash = _runParts == 0 ? hash : ExtendPlain(_runHash, _text[start..end]);
        _runParts++;
        return true;
    }

    private static ulong Extend(ulong hash, ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            hash = TermHash.Add(hash, c);
        }

        return hash;
    }

    private static ulong ExtendPlain(ulong hash, ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            hash = TermHash.Add(hash, (char)(c | 0x20));
        }

        return hash;
    }

    /// <summary>Whether the character after a plain word may belong to it, such as an accent, an apostrophe or the point in U.S.</summary>
    private readonly bool NeedsCare(int position, int length)
    {
        var c = _text[position];
        return c >= 128
            ? CharacterClass.Of(c) == CharacterClass.Letter || char.IsSurrogate(c) || CharacterFold.IsApostrophe(c)
            : c == '\'' || (c == '.' && length == 1);
    }

    private Token ReadAnyWord()
    {
        var start = _position;
        Span<char> word = stackalloc char[LongestWord + CharacterFold.Longest];
        Span<char> accented = stackalloc char[LongestWord + CharacterFold.Longest];
        var (length, accentedLength) = (0, 0);
        var part = NameParts.CamelPartEnd(_text, start);
        while (_position < _text.Length && _position != part)
        {
            var c = _text[_position];
            var kind = CharacterClass.Of(c);
            if (kind == CharacterClass.Letter)
            {
                if (length < LongestWord)
                {
                    var before = length;
                    length = c < 128 ? Append(word, length, (char)(c | 0x20)) : CharacterFold.Append(c, word, length);
                    accentedLength = length > before ? Append(accented, accentedLength, char.ToLowerInvariant(c)) : accentedLength;
                }

                _position++;
            }
            else if (IsPairOfLetters(_position))
            {
                if (length < LongestWord)
                {
                    accented[accentedLength++] = word[length++] = _text[_position];
                    accented[accentedLength++] = word[length++] = _text[_position + 1];
                }

                _position += 2;
            }
            else if (CharacterFold.IsApostrophe(c) && length > 0 && Continues(_position + 1) && CharacterClass.Of(_text[_position + 1]) == CharacterClass.Letter)
            {
                if ((_text[_position + 1] | 0x20) == 's' && !Continues(_position + 2))
                {
                    break;
                }

                _position++;
            }
            else if (c == '.' && IsInsideAcronym(start))
            {
                _position++;
            }
            else
            {
                break;
            }
        }

        if (length == 0)
        {
            return default; // nothing but joiners
        }

        _runHash = Extend(_runHash, word[..length]);

        var (term, kindOfWord) = Look(word[..length], accented[..accentedLength]);
        var token = new Token(start, _position - start, term, kindOfWord);
        _runParts++;
        if (_position < _text.Length && CharacterFold.IsApostrophe(_text[_position]) && Continues(_position + 1)
            && (_text[_position + 1] | 0x20) == 's' && !Continues(_position + 2))
        {
            _position += 2; // the possessive
            _runParts = 0;
        }

        return token;
    }

    private readonly (ulong Term, TokenKind Kind) Look(ReadOnlySpan<char> folded, ReadOnlySpan<char> accented)
    {
        var hash = Extend(TermHash.Start, folded);
        hash = accented.SequenceEqual(folded) ? hash : Extend(hash + 1, accented);
        if (!WordCache.TryGet(hash, _language, out var term, out var kind))
        {
            (term, kind) = Analyse(folded, accented);
            WordCache.Add(hash, _language, term, kind);
        }

        return (term, kind);
    }

    private readonly (ulong Term, TokenKind Kind) Analyse(ReadOnlySpan<char> folded, ReadOnlySpan<char> accented) =>
        StopWords.Contains(folded, _language)
            ? (TermHash.Of(folded), TokenKind.Stop)
            : (Stemmers.TermOf(folded, accented, _language), TokenKind.Word);

    private static int Append(Span<char> word, int length, char c)
    {
        word[length] = c;
        return length + 1;
    }

    private readonly bool Continues(int position) =>
        position < _text.Length
        && (CharacterClass.Of(_text[position]) is CharacterClass.Letter or CharacterClass.Digit || IsPairOfLetters(position));

    /// <summary>A point between single letters, as in U.S. or e.g.</summary>
    private readonly bool IsInsideAcronym(int start) =>
        (_position == start + 1 || (_position > start + 1 && _text[_position - 2] == '.'))
        && _position + 1 < _text.Length && char.IsAsciiLetter(_text[_position - 1]) && char.IsAsciiLetter(_text[_position + 1])
        && (_position + 2 >= _text.Length || _text[_position + 2] == '.' || !Continues(_position + 2));

    private readonly bool IsThousands(int comma) =>
        comma + 3 < _text.Length
        && char.IsAsciiDigit(_text[comma + 1]) && char.IsAsciiDigit(_text[comma + 2]) && char.IsAsciiDigit(_text[comma + 3])
        && (comma + 4 >= _text.Length || !char.IsAsciiDigit(_text[comma + 4]));

    private readonly bool IsPairOfLetters(int position) =>
        char.IsHighSurrogate(_text[position])
        && position + 1 < _text.Length
        && Rune.TryCreate(_text[position], _text[position + 1], out var rune)
        && Rune.GetUnicodeCategory(rune) <= UnicodeCategory.EnclosingMark;
}
