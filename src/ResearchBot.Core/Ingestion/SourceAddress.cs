namespace ResearchBot.Core.Ingestion;

/// <summary>What a source is opened by again, in this process or another one.</summary>
/// <param name="Kind">Which opener knows it: <c>path</c> for a folder or file, others for the platforms' attachments.</param>
/// <param name="Text">Where it is, in that opener's own writing; holds no secret.</param>
public sealed record SourceAddress(string Kind, string Text);
