using System.Collections.Frozen;
using System.Globalization;

namespace ResearchBot.Encoder.Tokens;

/// <summary>The data of Unicode's normal form KC, from nfkc.txt beside this file.</summary>
internal static class NfkcTable
{
    private static readonly FrozenDictionary<int, byte> Places;

    static NfkcTable()
    {
        var decompositions = new Dictionary<int, int[]>();
        var places = new Dictionary<int, byte>();
        var compositions = new Dictionary<(int, int), int>();
        using var reader = new StreamReader(typeof(NfkcTable).Assembly.GetManifestResourceStream("nfkc.txt")!);
        UnicodeVersion = reader.ReadLine()!.Split(' ', ',')[2];
        while (reader.ReadLine() is { } line)
        {
            var fields = line.Split(' ');
            switch (fields[0])
            {
                case "D":
                    AddRange(decompositions, fields[1].Split('-').Select(Point).ToArray(), [.. fields.Skip(2).Select(Point)]);
                    break;
                case "O":
                    foreach (var mark in fields.Skip(2))
                    {
                        places.Add(Point(mark), byte.Parse(fields[1], CultureInfo.InvariantCulture));
                    }

                    break;
                case "C":
                    compositions.Add((Point(fields[1]), Point(fields[2])), Point(fields[3]));
                    break;
                default:
                    break;
            }
        }

        Decompositions = decompositions.ToFrozenDictionary();
        Places = places.ToFrozenDictionary();
        Compositions = compositions.ToFrozenDictionary();
    }

    /// <summary>The version of Unicode that the table holds.</summary>
    public static string UnicodeVersion { get; }

    /// <summary>What a code point falls into, fully.</summary>
    public static FrozenDictionary<int, int[]> Decompositions { get; }

    /// <summary>What two code points become together.</summary>
    public static FrozenDictionary<(int First, int Second), int> Compositions { get; }

    /// <summary>A mark's place in canonical order; 0 for everything that is not moved.</summary>
    public static int PlaceOf(int point) => point < 0x300 ? 0 : Places.GetValueOrDefault(point);

    private static void AddRange(Dictionary<int, int[]> decompositions, int[] ends, int[] target)
    {
        for (var point = ends[0]; point <= ends[^1]; point++)
        {
            decompositions.Add(point, target.Length == 1 ? [target[0] + point - ends[0]] : target);
        }
    }

    private static int Point(string hex) => int.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
