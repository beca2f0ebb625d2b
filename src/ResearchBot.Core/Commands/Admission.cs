using ResearchBot.Core.Moderation;

namespace ResearchBot.Core.Commands;

/// <summary>Decides whether a request is served: role, block, pause. In this order, since a person learns of no state that is not theirs to know.</summary>
public sealed class Admission(KnownRoles roles, Blocks blocks, Pauses pauses)
{
    /// <summary>The request as it is served: its person has the role that platform and grants give together.</summary>
    /// <exception cref="UserFacingException">It is not served; the message says why and who can change that.</exception>
    public async Task<CommandRequest> AdmitAsync(Command command, CommandRequest request, CancellationToken cancellationToken)
    {
        var person = request.Person;
        if (person.Role < Role.Admin)
        {
            var granted = await roles.HighestAsync(person.Workspace, [person.Name, .. person.Groups], cancellationToken);
            person = person with { Role = (Role)Math.Max((int)person.Role, (int)granted) };
        }

        if (person.Role < command.Role)
        {
            throw new UserFacingException($"{command.Name} needs the role {command.Role.ToString().ToLowerInvariant()}. Ask somebody who has it.");
        }

        if (person.Role == Role.Member)
        {
            await CheckMemberAsync(command, request, cancellationToken);
        }

        return request with { Person = person };
    }

    private async Task CheckMemberAsync(Command command, CommandRequest request, CancellationToken cancellationToken)
    {
        if (command.IsAlwaysServed)
        {
            return;
        }

        var workspace = request.Person.Workspace;
        if (await blocks.ReasonAsync(workspace, request.Person.Name, cancellationToken) is { } reason)
        {
            throw new UserFacingException($"A moderator blocked you here: {reason} Ask a moderator if that is wrong.");
        }

        if (await pauses.FindAsync(workspace, request.Channel, cancellationToken) is { } pause)
        {
            throw new UserFacingException($"A moderator paused the bot here {pause.End}.");
        }
    }
}
