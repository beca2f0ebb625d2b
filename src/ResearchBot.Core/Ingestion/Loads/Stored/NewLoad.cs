using ResearchBot.Core.Documents;
using ResearchBot.Core.Notices;

namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>A load that somebody asks for.</summary>
/// <param name="Collection">Where the documents go.</param>
/// <param name="Person">Who asks.</param>
/// <param name="Channel">Where; null where there is no channel.</param>
/// <param name="To">Where its end is told when nobody waits for it any more.</param>
/// <param name="Prune">See <see cref="IngestionMode.Prune"/>.</param>
/// <param name="Sources">Where the files come from.</param>
public sealed record NewLoad(
    CollectionId Collection, string Person, string? Channel, ReplyAddress To, bool Prune, IReadOnlyList<DocumentSource> Sources);
