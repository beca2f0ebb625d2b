namespace ResearchBot.Core.Commands;

/// <summary>A list of facts, which every platform draws in its own way.</summary>
/// <param name="Title">What it is, on one line.</param>
/// <param name="Columns">Names of the columns, lower case.</param>
/// <param name="Rows">One value for each column; empty where there is none.</param>
public sealed record TableReply(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows) : Reply;
