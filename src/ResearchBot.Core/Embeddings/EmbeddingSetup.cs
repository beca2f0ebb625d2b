namespace ResearchBot.Core.Embeddings;

/// <summary>Whether this installation makes vectors, by its settings and by what is installed.</summary>
/// <param name="Model">What makes them; null where semantic search is off.</param>
/// <param name="WhyOff">Where it is off: why, and how to switch it on. May be shown.</param>
/// <param name="IsFault">Whether it is off because something is broken, not because somebody chose so or left something out.</param>
public sealed record EmbeddingSetup(EmbeddingModel? Model, string? WhyOff = null, bool IsFault = false);

/// <summary>Opens what this installation is set up with: at the first call, since that may take a moment, and the same at every call.</summary>
public delegate EmbeddingSetup OpenEmbeddings();

/// <summary>
/// Opens a model that is not set up any more by the id that stands beside its vectors; null where that cannot be. The same at
/// every call.
/// </summary>
public delegate EmbeddingModel? OpenFormerModel(string id);
