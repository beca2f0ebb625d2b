namespace ResearchBot.Core.Models;

/// <summary>Whether this installation has a language model, by its settings.</summary>
/// <param name="Model">The model; null where there is none, and answers are put together from the documents' own sentences.</param>
/// <param name="WhyOff">Where there is none: what to set. May be shown.</param>
public sealed record ChatSetup(ChatModel? Model, string? WhyOff = null);

/// <summary>Opens what this installation is set up with; the same at every call.</summary>
public delegate ChatSetup OpenChat();
