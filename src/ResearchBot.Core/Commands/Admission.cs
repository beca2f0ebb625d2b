using System.Data.Common;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Core.Commands;

/// <summary>Decides whether a request is served by affiliation, role, block and pause, in this order, so that nobody learns of a state they may not know.</summary>
public sealed class Admission(KnownRoles roles, Outsiders outsiders, Blocks blocks, Pauses pauses)
{
    /// <summary>The request with the person's effective role from platform and grants.</summary>
    /// <exception cref="UserFacingException">It is not served; the message says why and who can change that.</exception>
    public async Task<CommandRequest> AdmitAsync(Command command, CommandRequest request, CancellationToken cancellationToken)
    {
        var person = request.Person;
        if (!person.IsOwner && !command.IsForAnybody && await outsiders.AreTurnedAwayAsync(person.Workspace, person.Name, cancellationToken))
        {
            throw new UserFacingException(Outsiders.Refusal);
        }

        if (!person.IsOwner && await outsiders.OfAsync(person.Workspace, person.Name, cancellationToken) != Affiliation.Member)
        {
            person = person with { Role = Role.Member }; // whatever was granted to them or to a group of theirs
        }
        else if (person.Role < Role.Admin)
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

/// <summary>What every question passes before it is answered: its asker's limits, for members, and the queue.</summary>
public sealed class QuestionAdmission(QuestionLimits limits, QuestionQueue queue)
{
    /// <summary>Waits for the question's turn; dispose the result to end it.</summary>
    /// <exception cref="UserFacingException">A limit is reached, the queue is full, or it waited too long.</exception>
    public async Task<IDisposable> EnterAsync(CommandRequest request, CancellationToken cancellationToken)
    {
        var person = request.Person;
        if (!IsLimited(person))
        {
            return await queue.EnterAsync(person.Workspace, person.Name, cancellationToken);
        }

        await limits.TakeAsync(person.Workspace, request.Channel, person.Name, cancellationToken);
        try
        {
            return await queue.EnterAsync(person.Workspace, person.Name, cancellationToken);
        }
        catch (UserFacingException)
        {
            limits.GiveBack(person.Workspace, request.Channel, person.Name);
            throw;
        }
    }

    /// <summary>Whether limits apply to a person: only to members.</summary>
    public static bool IsLimited(Person person) => person.Role == Role.Member;
}

/// <summary>Tells a platform, before it acknowledges a request, whether the reply must be private.</summary>
public sealed class ReplyPrivacy(ChosenSettings settings)
{
    /// <summary>Whether the reply must be private. If so, the platform sets <see cref="CommandRequest.IsPrivate"/> and must honour it.</summary>
    /// <param name="channel">Null if there is no channel.</param>
    public async Task<bool> IsPrivateAsync(Command command, string workspace, string? channel, CancellationToken cancellationToken)
    {
        if (command.IsPrivate || !command.IsQuestion)
        {
            return command.IsPrivate;
        }

        try
        {
            return SettingCatalog.PrivateAnswers.In(await settings.ReadAsync(workspace, channel, cancellationToken)) == "on";
        }
        catch (DbException)
        {
            return true; // in doubt for one reader; the command meets the same fault and it is logged there
        }
    }
}
