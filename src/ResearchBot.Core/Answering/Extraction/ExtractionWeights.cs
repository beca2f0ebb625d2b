using System.Globalization;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>The fitted figures of extraction, from <c>extraction-weights.txt</c>.</summary>
internal static class ExtractionWeights
{
    private static readonly Dictionary<string, double> ByName = Read();

    /// <summary>One figure.</summary>
    public static double Of(string name) => ByName[name];

    /// <summary>The weights of the features of a group, in their order.</summary>
    public static double[] Of(string group, IEnumerable<string> features) => [.. features.Select(feature => Of($"{group}.{feature}"))];

    /// <summary>The weighted sum of features.</summary>
    public static double Sum(double[] features, double[] weights)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * weights[i];
        }

        return sum;
    }

    private static Dictionary<string, double> Read()
    {
        using var stream = typeof(ExtractionWeights).Assembly
            .GetManifestResourceStream("ResearchBot.Core.Answering.Extraction.extraction-weights.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
