using System.Globalization;

namespace ResearchBot.Core.Answering.Extraction;

/// <summary>The fitted weights of <see cref="SentenceFeatures"/>, from <c>extraction-weights.txt</c>.</summary>
internal static class ExtractionWeights
{
    private static readonly double[] Weights = Read();

    /// <summary>The weighted sum of a sentence's features.</summary>
    public static double Score(double[] features)
    {
        var sum = 0.0;
        for (var i = 0; i < features.Length; i++)
        {
            sum += features[i] * Weights[i];
        }

        return sum;
    }

    private static double[] Read()
    {
        using var stream = typeof(ExtractionWeights).Assembly
            .GetManifestResourceStream("ResearchBot.Core.Answering.Extraction.extraction-weights.txt")!;
        using var reader = new StreamReader(stream);
        var byName = reader.ReadToEnd().Split('\n')
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' '))
            .ToDictionary(parts => parts[0], parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
        return [.. SentenceFeatures.Names.Select(name => byName[name])];
    }
}
