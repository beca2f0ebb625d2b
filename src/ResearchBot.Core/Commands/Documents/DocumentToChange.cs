using ResearchBot.Core.Documents;
using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>Finds the document that somebody wants to remove, restore or move, and whether it is theirs to change.</summary>
public sealed class DocumentToChange(VersionStore versions, CollectionRights rights)
{
    /// <summary>The document, and what the request's audience may read.</summary>
    /// <param name="request">From an admin.</param>
    /// <param name="id">What they call the document.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="UserFacingException">There is no such document, or it belongs to every workspace.</exception>
    public async Task<(DocumentHistory Document, ReadScope Scope)> FindAsync(CommandRequest request, string id, CancellationToken cancellationToken)
    {
        var scope = await rights.ReadableAsync(request.Audience, cancellationToken);
        var found = await versions.ReadAsync(scope, id, cancellationToken)
            ?? throw UnknownDocument.Named(id);
        return found.Newest.Collection.Workspace == request.Person.Workspace || request.Person.IsOwner
            ? (found, scope)
            : throw new UserFacingException(
                $"{found.Newest.Id} comes with the program, and every workspace reads it. Only whoever runs the program can change that, on its console.");
    }
}
