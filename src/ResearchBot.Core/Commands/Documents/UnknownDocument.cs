using ResearchBot.Core.Text;

namespace ResearchBot.Core.Commands.Documents;

/// <summary>What a person is told who names a document that they cannot see here, whether or not there is one.</summary>
internal static class UnknownDocument
{
    /// <param name="id">As they named it.</param>
    public static UserFacingException Named(string id) =>
        new($"There is no document {OutgoingText.CleanLine(id)}. “documents list” shows what there is.");

    /// <param name="id">As they named it.</param>
    /// <param name="version">The version that they wanted.</param>
    public static UserFacingException Named(string id, int version) =>
        new($"There is no document {OutgoingText.CleanLine(id)} with a version {version}. “documents versions” shows those of a document.");
}
