using ResearchBot.Core.Moderation;
using static ResearchBot.Core.Privacy.PersonFate;

namespace ResearchBot.Core.Privacy;

/// <summary>Every table of the store: whose rows it holds, which columns hold people and what becomes of them. Forgetting, the deletion of a
/// workspace and docs/data.md go by this list; a test compares it with the schema. Rows that refer to others stand before them.</summary>
public static class StoredTables
{
    /// <summary>Stands where a forgotten person stood.</summary>
    public const string Forgotten = Tombstone.Forgotten;

    /// <summary>The workspace of what belongs to a document, and goes with it.</summary>
    internal const string OfDocument = "(SELECT d.workspace FROM documents d WHERE d.id = document_id)";

    private const string OfAnswer = "(SELECT a.workspace FROM answers a WHERE a.id = answer_id)";

    private const string OfLoad = "(SELECT j.workspace FROM load_jobs j WHERE j.id = job_id)";

    /// <summary>All of them.</summary>
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
        new("vectors", OfDocument), // these four by DocumentErasure, document by document
        new("chunks", OfDocument),
        new("versions", OfDocument),
        new("documents", "workspace") { HasId = true },
        new("collections", "workspace"),
        new("changes", null) { People = [new("subject", NoPerson, "")] }, // a document's id
        new("change_counter", null),
        new("vector_counter", null),
        new("embedding_turn", null),
        new("platform_leases", null),
        new("upkeep", null),
        new("migrations", null),
    ];

    /// <summary>The tables whose columns hold people, with these columns.</summary>
    public static IEnumerable<(StoredTable Table, PersonColumn Column)> People =>
        All.SelectMany(table => table.People.Where(column => column.Fate != NoPerson).Select(column => (table, column)));
}

/// <summary>A table of the store, as forgetting and deletion see it.</summary>
/// <param name="Name">The table.</param>
/// <param name="Workspace">The SQL expression of a row's workspace; null where rows belong to none.</param>
public sealed record StoredTable(string Name, string? Workspace)
{
    /// <summary>The columns that hold people, or look as if they did.</summary>
    public IReadOnlyList<PersonColumn> People { get; init; } = [];

    /// <summary>The column with the receipt of the answer on which a row hangs, and with which it goes; null where rows hang on none.</summary>
    public string? Answer { get; init; }

    /// <summary>The SQL condition under which a row is left without what it is kept for, and goes with the last of it; null where there is none.</summary>
    public string? Empty { get; init; }

    /// <summary>When rows go by themselves; null where they stay, or where more than this table is to be deleted.</summary>
    public Expiry? Expires { get; init; }

    /// <summary>Whether it may grow large and has a column <c>id</c>, by which it is deleted in steps.</summary>
    public bool HasId { get; init; }

    /// <summary>The SQL condition of a workspace's rows; its parameter is <c>@workspace</c>.</summary>
    public string OfWorkspace => $"{Workspace} = @workspace";
}

/// <summary>A column that holds people, or looks as if it did.</summary>
/// <param name="Name">The column.</param>
/// <param name="Fate">What becomes of its rows.</param>
/// <param name="Time">The column with the time at which the person came into the row, unix milliseconds; empty where there is no person.</param>
public sealed record PersonColumn(string Name, PersonFate Fate, string Time);

/// <summary>What becomes of a row when the person in one of its columns is forgotten.</summary>
public enum PersonFate
{
    /// <summary>The row goes.</summary>
    Delete,

    /// <summary>Others need the row: the person in it becomes <see cref="StoredTables.Forgotten"/>.</summary>
    Replace,

    /// <summary>The row has to hold for the person still: they become a keyed hash, and its free text goes.</summary>
    Hash,

    /// <summary>The column looks like one, but never holds a person.</summary>
    NoPerson,
}

/// <summary>What has a time of its own for being kept.</summary>
public enum RetentionKind
{
    /// <summary>Questions with their answers.</summary>
    Questions,

    /// <summary>Who did what.</summary>
    Audit,

    /// <summary>What the bot has said by itself, or was to say, and what it was handed to reply to.</summary>
    Notices,

    /// <summary>The texts of documents that were removed.</summary>
    RemovedDocuments,

    /// <summary>Loads that ended.</summary>
    Loads,

    /// <summary>Everything of a workspace that removed the bot.</summary>
    LeftWorkspaces,
}

/// <summary>When the rows of a table go by themselves.</summary>
/// <param name="Kind">By which setting.</param>
/// <param name="Column">Counted from this time, unix milliseconds.</param>
public sealed record Expiry(RetentionKind Kind, string Column);
