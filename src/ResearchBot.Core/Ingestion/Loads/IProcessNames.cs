namespace ResearchBot.Core.Ingestion.Loads;

/// <summary>Tells processes apart that share a store. The host supplies it.</summary>
public interface IProcessNames
{
    /// <summary>The name of this process, without spaces; no other process ever has it.</summary>
    string Own { get; }

    /// <summary>Whether the process of this name certainly runs no more. False in doubt: then its hold lapses.</summary>
    bool IsGone(string name);
}
