namespace ResearchBot.Core.Text;

/// <summary>Reads a text as folded four-character runs, with each gap between words as one space: language-independent, and matches words with other
/// endings. Scripts without spaces use two characters, which carry as much meaning.</summary>
internal ref struct GramReader
{
    private const ulong Gap = ' ';
    private static readonly byte[] Ascii = CreateAscii();
    private readonly ReadOnlySpan<char> _text;
    private int _position;
    private ulong _window = Gap;
    private int _filled = 1;
    private char _second;

    public GramReader(ReadOnlySpan<char> text) => _text = text;

    /// <summary>Moves to the next gram; false at the end.</summary>
    public bool Next(out ulong gram)
    {
        // The fast path for most characters; the code below gives the same result.
        while (_second == '\0' && _position < _text.Length && _text[_position] < Ascii.Length)
        {
            ulong c = Ascii[_text[_position++]];
            if (c == Gap && (_window & 0xFFFF) == Gap)
            {
                continue;
            }

            _window = _window << 16 | c;
            if (++_filled >= 4)
            {
                gram = TermHash.Finish(_window);
                return true;
            }
        }

        return NextOfAny(out gram);
    }

    private bool NextOfAny(out ulong gram)
    {
        while (NextCharacter(out var c))
        {
            if (c == Gap && (_window & 0xFFFF) == Gap)
            {
                continue;
            }

            _window = _window << 16 | c;
            _filled++;
            if (CharacterClass.Of((char)c) == CharacterClass.Ideograph)
            {
                gram = TermHash.Finish(_window & 0xFFFF_FFFF);
                return true;
            }

            if (_filled >= 4)
            {
                gram = TermHash.Finish(_window);
                return true;
            }
        }

        gram = 0;
        return false;
    }

    private bool NextCharacter(out ulong folded)
    {
        if (_second != '\0')
        {
            folded = _second;
            _second = '\0';
            return true;
        }

        Span<char> letters = stackalloc char[CharacterFold.Longest];
        while (_position <= _text.Length)
        {
            if (_position == _text.Length)
            {
                _position++;
                folded = Gap;
                return true;
            }

            var c = _text[_position++];
            if (char.IsAsciiLetter(c))
            {
                folded = (uint)c | 0x20;
                return true;
            }

            switch (CharacterClass.Of(c))
            {
                case CharacterClass.Other when !char.IsSurrogate(c):
                    folded = Gap;
                    return true;
                case CharacterClass.Digit:
                    folded = CharacterFold.Digit(c);
                    return true;
                case CharacterClass.Letter:
                    var length = CharacterFold.Append(c, letters, 0);
                    if (length == 0)
                    {
                        continue; // an accent or a joiner
                    }

                    folded = letters[0];
                    _second = length > 1 ? letters[1] : '\0';
                    return true;
                default:
                    folded = CharacterFold.Simple(c);
                    return true;
            }
        }

        folded = 0;
        return false;
    }

    private static byte[] CreateAscii()
    {
        var table = new byte[128];
        for (var c = '\0'; c < table.Length; c++)
        {
            table[c] = char.IsAsciiLetterOrDigit(c) ? (byte)char.ToLowerInvariant(c) : (byte)Gap;
        }

        return table;
    }
}
