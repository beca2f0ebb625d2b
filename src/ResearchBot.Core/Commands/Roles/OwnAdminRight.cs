using ResearchBot.Core.Moderation;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Roles;

/// <summary>Nobody locks themselves out: who is an admin by grants alone keeps one of them.</summary>
internal static class OwnAdminRight
{
    /// <exception cref="UserFacingException">Without what was granted to this subject, the person would be no admin.</exception>
    public static async Task CheckKeptAsync(KnownRoles roles, Person person, string subject, CancellationToken cancellationToken)
    {
        if (person.PlatformRole == Role.Admin)
        {
            return;
        }

        if (await roles.HighestWithoutGrantAsync(person.Workspace, [person.Name, .. person.Groups], subject, cancellationToken) < Role.Admin)
        {
            throw new UserFacingException(
                $"You are an admin here only by what was granted to {OutgoingText.CleanLine(subject)}: without it you could not undo this. Let another admin do it.");
        }
    }
}
