namespace ResearchBot.Tests.Moderation;

/// <summary>Where the role of somebody who tries a cell comes from.</summary>
public enum RoleSource
{
    /// <summary>A request of the console, with the cell's role in place of its owner's.</summary>
    Console,

    /// <summary>The platform says it.</summary>
    Platform,

    /// <summary>An admin gave it to the person with /roles.</summary>
    GrantToPerson,

    /// <summary>An admin gave it to a role of the platform that the person has.</summary>
    GrantToGroup,
}
