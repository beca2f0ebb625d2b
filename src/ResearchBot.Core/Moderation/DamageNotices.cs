using ResearchBot.Core.Notices;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Moderation;

/// <summary>Tells admins which documents were found damaged in the store, once.</summary>
public sealed class DamageNotices(DamagedDocuments damaged, Database database, BoundWorkspaces bound, RoleGrants grants, NoticeOutbox outbox)
{
    private const string Console = "console";
    private const int MostNamed = 10;

    /// <summary>Tells of those that nobody was told of.</summary>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        foreach (var documents in (await damaged.TakeUntoldAsync(cancellationToken)).GroupBy(document => document.Workspace))
        {
            await outbox.AddAsync(documents.Key, new ReplyAddress(Console, string.Empty), NoticeKind.Post, TextOf([.. documents]), answerId: null, cancellationToken);
            foreach (var admin in await FindAdminsAsync(documents.Key, cancellationToken))
            {
                await outbox.AddAsync(documents.Key, new ReplyAddress(admin.Split(':')[0], admin), NoticeKind.Post, TextOf([.. documents]), answerId: null, cancellationToken);
            }
        }
    }

    /// <summary>What somebody is told who has to mend it.</summary>
    public static string TextOf(IReadOnlyList<DamagedDocument> documents)
    {
        var named = string.Join(", ", documents.Take(MostNamed).Select(document => $"{OutgoingText.CleanLine(document.Key)} ({document.Id})"));
        var more = documents.Count > MostNamed ? $" and {documents.Count - MostNamed} more" : string.Empty;
        return documents.Count == 1
            ? $"A document is damaged in the store and out of search: {named}. Load its file again."
            : $"{documents.Count} documents are damaged in the store and out of search: {named}{more}. Load their files again.";
    }

    /// <summary>The people who are admins by the settings or by a grant, and who loaded documents of the workspace as admins of their platform.</summary>
    private async Task<IEnumerable<string>> FindAdminsAsync(string workspace, CancellationToken cancellationToken)
    {
        var granted = (await grants.ListAsync(workspace, cancellationToken)).Where(grant => grant.Role == Role.Admin).Select(grant => grant.Subject);
        var loading = await database.QueryAsync<string>("SELECT DISTINCT person FROM load_jobs WHERE workspace = @workspace", new { workspace }, cancellationToken);
        return bound.AdminsOf(workspace).Concat(granted).Concat(loading).Where(subject => subject.Split(':').Length == 2).Distinct();
    }
}
