using System.Data.Common;

namespace ResearchBot.Core.Documents;

/// <summary>Turns a database driver's fault into a sentence that a person may see and act on, or null when it is none of the known ones.</summary>
public delegate string? ExplainStoreFault(DbException fault);
