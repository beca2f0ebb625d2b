namespace ResearchBot.Core.Moderation;

/// <summary>Somebody who may read a collection that is not open to its whole workspace.</summary>
/// <param name="Kind">What the subject is.</param>
/// <param name="Subject">The platform's id of the channel or role.</param>
public sealed record CollectionRight(RightKind Kind, string Subject);
