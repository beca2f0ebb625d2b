using System.Text.RegularExpressions;
using ResearchBot.Core.Documents;
using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands;

/// <summary>The name of a collection that a workspace owns, as a person writes it.</summary>
internal static partial class CollectionName
{
    /// <summary>The name, checked.</summary>
    /// <exception cref="UserFacingException">It is no name, or that of the seeds.</exception>
    public static string Parse(string name)
    {
        if (name == CollectionId.Seeds.Name)
        {
            throw new UserFacingException($"The collection {name} comes with the program and is read-only. Name another one.");
        }

        return Allowed().IsMatch(name) ? name : throw new UserFacingException(
            $"“{OutgoingText.Clean(name)}” is no name for a collection: use 1 to 40 lower-case letters, digits and dashes, a letter first.");
    }

    /// <summary>What a person is told who names a collection that their workspace does not have.</summary>
    public static UserFacingException Unknown(string name) => new($"There is no collection {name}. “collections create {name}” makes it.");

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,39}\z")]
    private static partial Regex Allowed();
}
