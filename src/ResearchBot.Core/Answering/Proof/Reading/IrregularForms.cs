using System.Collections.Frozen;

namespace ResearchBot.Core.Answering.Proof;

/// <summary>Forms of English words that no stemmer brings together, from <c>irregular-forms.txt</c>.</summary>
internal static class IrregularForms
{
    private static readonly FrozenDictionary<string, string> Bases = Read();

    /// <summary>"write" for "wrote"; any other word itself.</summary>
    public static string BaseOf(string folded) => Bases.GetValueOrDefault(folded, folded);

    private static FrozenDictionary<string, string> Read()
    {
        using var stream = typeof(IrregularForms).Assembly.GetManifestResourceStream("ResearchBot.Core.Answering.Proof.irregular-forms.txt")!;
        using var reader = new StreamReader(stream);
        var bases = new Dictionary<string, string>();
        while (reader.ReadLine() is { } line)
        {
            var forms = line.Split(' ');
            foreach (var form in forms.Skip(1))
            {
                bases.TryAdd(form, forms[0]);
            }
        }

        return bases.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
