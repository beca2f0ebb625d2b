using System.Data.Common;
using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Limits;

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

/// <summary>What every question passes before it is answered: the limits of its asker, who is a member, and the queue.</summary>
public sealed class QuestionAdmission(QuestionLimits limits, QuestionQueue queue)
{
    /// <summary>Waits for the question's turn, which ends with the disposal of what is returned.</summary>
    /// <exception cref="UserFacingException">A limit is reached, too many wait, or it waited too long.</exception>
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

    /// <summary>Whether a person's questions are counted: moderators, admins and the console's owner are trusted with the bot's time.</summary>
    public static bool IsLimited(Person person) => person.Role == Role.Member;
}

/// <summary>Tells a platform, before it acknowledges a request, whether the reply must be for the person alone.</summary>
public sealed class ReplyPrivacy(ChosenSettings settings)
{
    /// <summary>Whether it must. The platform then sets <see cref="CommandRequest.IsPrivate"/> and keeps that promise.</summary>
    /// <param name="command">What is asked.</param>
    /// <param name="workspace">The tenant.</param>
    /// <param name="channel">Where; null where there is no channel.</param>
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
