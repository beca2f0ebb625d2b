namespace ResearchBot.Core.Search.Text.Languages;

/// <summary>
/// The English (Porter 2) stemmer of the Snowball project, after its published description, in place. Expects folded
/// words without apostrophes; words with letters outside a-z are left alone.
/// </summary>
internal static class EnglishStemmer
{
    private static readonly (string Ending, string Put)[] Step2 =
    [
        ("ational", "ate"), ("ization", "ize"), ("fulness", "ful"), ("ousness", "ous"), ("iveness", "ive"), ("tional", "tion"),
        ("biliti", "ble"), ("lessli", "less"), ("entli", "ent"), ("ation", "ate"), ("alism", "al"), ("aliti", "al"), ("ousli", "ous"),
        ("iviti", "ive"), ("fulli", "ful"), ("enci", "ence"), ("anci", "ance"), ("abli", "able"), ("izer", "ize"), ("ator", "ate"),
        ("alli", "al"), ("bli", "ble"),
    ];

    private static readonly (string Ending, string Put)[] Step3 =
    [
        ("ational", "ate"), ("tional", "tion"), ("alize", "al"), ("icate", "ic"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
    ];

    private static readonly string[] Step4 =
    [
        "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "al", "er", "ic",
    ];

    private static readonly (string Word, string Stem)[] Exceptions =
    [
        ("skis", "ski"), ("skies", "sky"), ("dying", "die"), ("lying", "lie"), ("tying", "tie"), ("idly", "idl"), ("gently", "gentl"),
        ("ugly", "ugli"), ("early", "earli"), ("only", "onli"), ("singly", "singl"), ("sky", "sky"), ("news", "news"), ("howe", "howe"),
        ("atlas", "atlas"), ("cosmos", "cosmos"), ("bias", "bias"), ("andes", "andes"),
    ];

    private static readonly string[] KeptAfterStep1a =
        ["inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed"];

    /// <summary>Stems <paramref name="word"/> in place and returns the stem's length, at most the word's.</summary>
    public static int Stem(Span<char> word)
    {
        if (word.Length < 3 || word.ContainsAnyExceptInRange('a', 'z'))
        {
            return word.Length;
        }

        foreach (var (exception, stem) in Exceptions)
        {
            if (word.SequenceEqual(exception))
            {
                stem.CopyTo(word);
                return stem.Length;
            }
        }

        return new Stemming(word).Run();
    }

    private ref struct Stemming
    {
        private readonly Span<char> _word;
        private int _length;
        private int _r1;
        private int _r2;

        public Stemming(Span<char> word)
        {
            _word = word;
            _length = word.Length;
        }

        public int Run()
        {
            MarkConsonantY();
            FindRegions();
            Plural();
            foreach (var kept in KeptAfterStep1a)
            {
                if (_word[.._length].SequenceEqual(kept))
                {
                    return _length;
                }
            }

            PastAndGerund();
            FinalY();
            Suffixes2();
            Suffixes3();
            Suffixes4();
            FinalELetterL();
            for (var i = 0; i < _length; i++)
            {
                if (_word[i] == 'Y')
                {
                    _word[i] = 'y';
                }
            }

            return _length;
        }

        private readonly void MarkConsonantY()
        {
            for (var i = 0; i < _length; i++)
            {
                if (_word[i] == 'y' && (i == 0 || IsVowel(_word[i - 1])))
                {
                    _word[i] = 'Y';
                }
            }
        }

        private void FindRegions()
        {
            _r1 = _word.StartsWith("gener") || _word.StartsWith("arsen") ? 5
                : _word.StartsWith("commun") ? 6
                : After(0);
            _r2 = After(_r1);
        }

        /// <summary>The position after the first consonant that follows a vowel.</summary>
        private readonly int After(int from)
        {
            for (var i = from + 1; i < _length; i++)
            {
                if (!IsVowel(_word[i]) && IsVowel(_word[i - 1]))
                {
                    return i + 1;
                }
            }

            return _length;
        }

        private void Plural()
        {
            if (Ends("sses"))
            {
                _length -= 2;
            }
            else if (Ends("ied") || Ends("ies"))
            {
                _length -= _length > 4 ? 2 : 1;
            }
            else if (Ends("s") && !Ends("us") && !Ends("ss") && HasVowel(_length - 2))
            {
                _length--;
            }
        }

        private void PastAndGerund()
        {
            if (Ends("eedly") || Ends("eed"))
            {
                var ending = Ends("eedly") ? 5 : 3;
                if (_length - ending >= _r1)
                {
                    _length -= ending - 2;
                }

                return;
            }

            var cut = Ends("ingly") ? 5 : Ends("edly") ? 4 : Ends("ing") ? 3 : Ends("ed") ? 2 : 0;
            if (cut == 0 || !HasVowel(_length - cut))
            {
                return;
            }

            _length -= cut;
            if (Ends("at") || Ends("bl") || Ends("iz"))
            {
                _word[_length++] = 'e';
            }
            else if (EndsInDouble())
            {
                _length--;
            }
            else if (_r1 >= _length && EndsInShortSyllable(_length))
            {
                _word[_length++] = 'e';
            }
        }

        private readonly void FinalY()
        {
            if (_length > 2 && _word[_length - 1] is 'y' or 'Y' && !IsVowel(_word[_length - 2]))
            {
                _word[_length - 1] = 'i';
            }
        }

        private void Suffixes2()
        {
            foreach (var (ending, put) in Step2)
            {
                if (Ends(ending))
                {
                    Replace(ending.Length, put, _r1);
                    return;
                }
            }

            if (Ends("ogi"))
            {
                if (_length > 3 && _word[_length - 4] == 'l')
                {
                    Replace(3, "og", _r1);
                }
            }
            else if (Ends("li") && _length > 2 && "cdeghkmnrt".Contains(_word[_length - 3]))
            {
                Replace(2, "", _r1);
            }
        }

        private void Suffixes3()
        {
            foreach (var (ending, put) in Step3)
            {
                if (Ends(ending))
                {
                    Replace(ending.Length, put, _r1);
                    return;
                }
            }

            if (Ends("ative"))
            {
                Replace(5, "", _r2);
            }
        }

        private void Suffixes4()
        {
            foreach (var ending in Step4)
            {
                if (Ends(ending))
                {
                    Replace(ending.Length, "", _r2);
                    return;
                }
            }

            if (Ends("ion") && _length > 3 && _word[_length - 4] is 's' or 't')
            {
                Replace(3, "", _r2);
            }
        }

        private void FinalELetterL()
        {
            if (Ends("e") && (_length - 1 >= _r2 || (_length - 1 >= _r1 && !EndsInShortSyllable(_length - 1))))
            {
                _length--;
            }
            else if (Ends("ll") && _length - 1 >= _r2)
            {
                _length--;
            }
        }

        private readonly bool Ends(string ending) => _word[.._length].EndsWith(ending);

        private void Replace(int ending, string put, int region)
        {
            if (_length - ending < region)
            {
                return;
            }

            put.CopyTo(_word[(_length - ending)..]);
            _length += put.Length - ending;
        }

        private readonly bool HasVowel(int before)
        {
            for (var i = 0; i < before; i++)
            {
                if (IsVowel(_word[i]))
                {
                    return true;
                }
            }

            return false;
        }

        private readonly bool EndsInDouble() =>
            _length > 1 && _word[_length - 1] == _word[_length - 2] && "bdfgmnprt".Contains(_word[_length - 1]);

        private readonly bool EndsInShortSyllable(int length) =>
            length == 2
                ? IsVowel(_word[0]) && !IsVowel(_word[1])
                : length > 2 && !IsVowel(_word[length - 3]) && IsVowel(_word[length - 2])
                    && !IsVowel(_word[length - 1]) && _word[length - 1] is not ('w' or 'x' or 'Y');

        private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';
    }
}
