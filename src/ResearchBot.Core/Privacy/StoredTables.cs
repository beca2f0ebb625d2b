using ResearchBot.Core.Moderation;
using static ResearchBot.Core.Privacy.PersonFate;

namespace ResearchBot.Core.Privacy;

/// <summary>All tables of the store: whose rows they contain, which columns contain people, and what becomes of those. Forgetting, the deletion of a
/// workspace and docs/data.md follow this list; a test compares it with the schema. Referring tables come before those they refer to.</summary>
public static class StoredTables
{
    public const string Forgotten = Tombstone.Forgotten;

    /// <summary>The workspace of rows that belong to a document and are deleted with it.</summary>
    internal const string OfDocument = "(SELECT d.workspace FROM documents d WHERE d.id = document_id)";

    private const string OfAnswer = "(SELECT a.workspace FROM answers a WHERE a.id = answer_id)";
    private const string OfSource = "(SELECT s.workspace FROM sources s WHERE s.id = source_id)";
    private const string OfLoad = "(SELECT j.workspace FROM load_jobs j WHERE j.id = job_id)";

    public static readonly IReadOnlyList<StoredTable> All =
    [
        new("notices", "workspace") { HasId = true, Answer = "answer_id", Expires = new(RetentionKind.Notices, "created_at") },
        new("received_requests", "workspace")
        {
            Answer = "answer_id",
            People = [new("person", Delete, "received_at")],
            Expires = new(RetentionKind.Notices, "received_at"),
        },
        new("answer_votes", OfAnswer) { Answer = "answer_id", People = [new("person", Delete, "voted_at")] },
        new("answer_handovers", OfAnswer) { Answer = "answer_id", People = [new("person", Delete, "handed_at")] },
        new("unanswered_askers", OfAnswer) { Answer = "answer_id", People = [new("person", Delete, "asked_at")] },
        new("unanswered_questions", "workspace")
        {
            HasId = true,
            People = [new("dismissed_by", Replace, "dismissed_at")],
            Empty = "NOT EXISTS (SELECT 1 FROM unanswered_askers u WHERE u.question_id = unanswered_questions.id)",
        },
        new("late_answers", OfAnswer) { Answer = "answer_id" },
        new("answer_traces", OfAnswer) { Answer = "answer_id" },
        new("pins", "workspace") { HasId = true, Answer = "answer_id", People = [new("pinned_by", Replace, "pinned_at")] },
        new("answers", "workspace")
        {
            HasId = true, // in steps by AnswerRemoval, with all that hangs on them
            People = [new("person", Delete, "answered_at"), new("retracted_by", Replace, "retracted_at")],
        },
        new("conversations", "workspace") { HasId = true }, // with their last answer
        new("quiet_conversations", "workspace") { People = [new("set_by", Replace, "set_at")] },
        new("quiet_people", "workspace") { People = [new("person", Delete, "set_at")] },
        new("withdrawn_passages", "workspace") { HasId = true, People = [new("withdrawn_by", Replace, "withdrawn_at")] },
        new("rulings", "workspace") { HasId = true, People = [new("ruled_by", Replace, "ruled_at")] },
        new("direct_choices", "workspace") { People = [new("person", Delete, "chosen_at")] },
        new("link_codes", "workspace"),
        new("link_tries", "platform || '-' || tenant"),
        new("tenants", "COALESCE(workspace, platform || '-' || id)") { People = [new("linked_by", Replace, "linked_at")] },
        new("source_misses", OfSource),
        new("sources", "workspace") { HasId = true, People = [new("added_by", Replace, "added_at"), new("told_to", NoPerson, "")] },
        new("load_changes", OfLoad),
        new("waiting_documents", "workspace") { HasId = true },
        new("load_files", OfLoad),
        new("load_sources", OfLoad),
        new("load_jobs", "workspace")
        {
            HasId = true,
            People = [new("person", Replace, "created_at"), new("cancelled_by", Replace, "created_at")],
            Expires = new(RetentionKind.Loads, "created_at"),
        },
        new("role_grants", "workspace")
        {
            People = [new("subject", Delete, "granted_at"), new("granted_by", Replace, "granted_at")],
        },
        new("chosen_settings", "workspace") { People = [new("set_by", Replace, "set_at"), new("value", Delete, "set_at")] },
        new("blocks", "workspace")
        {
            People = [new("blocked_by", Replace, "blocked_at"), new("person", Hash, "blocked_at")],
        },
        new("model_use", "workspace") { People = [new("person", Delete, "day")], Expires = new(RetentionKind.Audit, "day") },
        new("collection_rights", "workspace") { People = [new("subject", NoPerson, "")] }, // a channel or a role
        new("audit", "workspace")
        {
            HasId = true, // its arguments may name people too: see PersonErasure
            People = [new("person", Replace, "at")],
            Expires = new(RetentionKind.Audit, "at"),
        },
        new("vectors", OfDocument), // these five by DocumentErasure, document by document
        new("damaged_versions", OfDocument),
        new("chunks", OfDocument),
        new("versions", OfDocument),
        new("documents", "workspace") { HasId = true },
        new("recognised_pages", null), // with the load of their file, or after some days: see RecognisedPages
        new("originals", null), // with the last version that was read from them
        new("outsiders", "workspace") { People = [new("subject", Delete, "seen_at")] },
        new("collections", "workspace"),
        new("changes", null) { People = [new("subject", NoPerson, "")] }, // a document's id
        new("change_counter", null),
        new("vector_counter", null),
        new("embedding_turn", null),
        new("reading_turn", null),
        new("platform_leases", null),
        new("upkeep", null),
        new("migrations", null),
    ];

    /// <summary>The tables with columns that contain people.</summary>
    public static IEnumerable<(StoredTable Table, PersonColumn Column)> People =>
        All.SelectMany(table => table.People.Where(column => column.Fate != NoPerson).Select(column => (table, column)));
}

/// <summary>A table as forgetting and deletion see it.</summary>
/// <param name="Workspace">The SQL expression of a row's workspace; null if rows belong to none.</param>
public sealed record StoredTable(string Name, string? Workspace)
{
    /// <summary>The columns that contain people, or seem to.</summary>
    public IReadOnlyList<PersonColumn> People { get; init; } = [];

    /// <summary>The column with the receipt of the answer that a row belongs to and is deleted with; null if there is none.</summary>
    public string? Answer { get; init; }

    /// <summary>The SQL condition for rows that have lost their purpose and are deleted; null if there is none.</summary>
    public string? Empty { get; init; }

    /// <summary>When rows expire; null if they do not, or if more than this table must be deleted.</summary>
    public Expiry? Expires { get; init; }

    /// <summary>Whether it may grow large and has a column <c>id</c>, so that it is deleted in steps.</summary>
    public bool HasId { get; init; }

    /// <summary>The SQL condition for a workspace's rows, with the parameter <c>@workspace</c>.</summary>
    public string OfWorkspace => $"{Workspace} = @workspace";
}

/// <summary>A column that contains people, or seems to.</summary>
/// <param name="Fate">What becomes of its rows.</param>
/// <param name="Time">The column with the time, in Unix milliseconds, at which the person entered the row; empty if there is no person.</param>
public sealed record PersonColumn(string Name, PersonFate Fate, string Time);

/// <summary>What becomes of a row when the person in it is forgotten.</summary>
public enum PersonFate
{
    Delete,

    /// <summary>Others need the row: the person becomes <see cref="StoredTables.Forgotten"/>.</summary>
    Replace,

    /// <summary>The row must still apply to the person: they become a keyed hash, and its free text is deleted.</summary>
    Hash,

    /// <summary>The column never contains a person, although it seems to.</summary>
    NoPerson,
}

/// <summary>What has its own retention period.</summary>
public enum RetentionKind
{
    Questions,
    Audit,

    /// <summary>Notices, sent or pending, and events received from platforms.</summary>
    Notices,

    RemovedDocuments,
    Loads,
    LeftWorkspaces,
}

/// <summary>When the rows of a table expire: a setting, and the column with the start in Unix milliseconds.</summary>
/// <param name="Kind">The setting.</param>
/// <param name="Column">The column with the start, in Unix milliseconds.</param>
public sealed record Expiry(RetentionKind Kind, string Column);
