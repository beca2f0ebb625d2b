using ResearchBot.Core.Moderation;
using ResearchBot.Core.Moderation.Limits;

namespace ResearchBot.Core.Commands;

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
