using System.Data.Common;
using ResearchBot.Core.Documents;

namespace ResearchBot.Core.Retention;

/// <summary>Deletes everything of a workspace, in small transactions; one that is broken off is gone on with by calling it again.</summary>
public sealed class WorkspaceErasure(DbDataSource database, DocumentErasure documents)
{
    /// <summary>Deletes it.</summary>
    /// <exception cref="ArgumentException">It is the program's own, which nobody can leave.</exception>
    public async Task EraseAsync(string workspace, CancellationToken cancellationToken)
    {
        if (workspace is Workspace.Default or Workspace.Shared)
        {
            throw new ArgumentException($"The workspace {workspace} belongs to the program.", nameof(workspace));
        }

        await documents.DeleteAllAsync(workspace, cancellationToken);
        foreach (var table in StoredTables.All.Where(table => table.Workspace is not (null or StoredTables.OfDocument)))
        {
            await StepwiseDeletion.RunAsync(database, table, table.OfWorkspace, new { workspace }, cancellationToken);
        }
    }
}
