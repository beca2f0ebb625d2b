namespace ResearchBot.Readers.Html;

/// <summary>Tells the questions of an FAQ.</summary>
internal static class Questions
{
    private static readonly string[] Marks =
        ["Q:", "Q.", "Question:", "Question :", "Frage:", "F:", "Вопрос:", "В:", "问：", "问:", "P:", "Pregunta:", "Domanda:", "D:"];

    /// <summary>Whether a paragraph begins as a question does that its answer follows.</summary>
    public static bool IsMarked(string paragraph) => Marks.Any(mark => paragraph.StartsWith(mark, StringComparison.Ordinal));
}
