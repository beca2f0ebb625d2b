using System.ComponentModel;

namespace ResearchBot.Models;

/// <summary>What makes the vectors of semantic search (section <c>Models:Embeddings</c>).</summary>
[DisplayName("Models:Embeddings")]
public sealed class EmbeddingsOptions
{
    /// <summary><c>openai</c> for any endpoint that speaks OpenAI's protocol, <c>none</c> for no semantic search; empty for the built-in encoder.</summary>
    public string Provider { get; set; } = string.Empty;

    /// <summary>Base address of the endpoint, with its version (<c>…/v1</c>); empty for OpenAI's own.</summary>
    public string Endpoint { get; set; } = string.Empty;

    /// <summary>The model's name at the endpoint.</summary>
    public string Model { get; set; } = string.Empty;

    /// <summary>Never in appsettings.json, nor in a log or message.</summary>
    public string ApiKey { get; set; } = string.Empty;

    /// <summary>Asks the endpoint for vectors of this length; 0 for the model's own.</summary>
    public int Dimensions { get; set; }

    /// <summary>The most chunks of one request to the endpoint.</summary>
    public int BatchChunks { get; set; } = 64;

    /// <summary>A request to the endpoint that takes longer is given up and tried again.</summary>
    public int DeadlineSeconds { get; set; } = 30;

    /// <summary>Stands before each question that is sent to the endpoint, where its model wants one; never before a passage.</summary>
    public string QueryPrefix { get; set; } = string.Empty;

    /// <summary>What meaning counts in a search at most, in hundredths; words count the rest.</summary>
    public int SharePercent { get; set; } = 55;

    /// <summary>The endpoint that is meant.</summary>
    internal Uri Address => new(Endpoint.Length == 0 ? "https://api.openai.com/v1" : Endpoint);

    /// <summary>The same endpoint with another model.</summary>
    internal EmbeddingsOptions With(string model, int dimensions)
    {
        var other = (EmbeddingsOptions)MemberwiseClone();
        other.Model = model;
        other.Dimensions = dimensions;
        return other;
    }
}
