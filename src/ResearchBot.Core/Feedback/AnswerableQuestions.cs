using ResearchBot.Core.Answering.Answers;
using ResearchBot.Core.Answering.Extraction;
using ResearchBot.Core.Ingestion;
using ResearchBot.Core.Search;
using ResearchBot.Core.Search.Storage;

namespace ResearchBot.Core.Feedback;

/// <summary>Finds the unanswered questions that the documents of a prepared load would answer, by a search over these documents alone.</summary>
public sealed class AnswerableQuestions(OpenQuestions open, WaitingDocuments waiting, TimeProvider time)
{
    private const int MostQuestions = 50;
    private const int MostCharacters = 20_000_000;
    private const int Days = 90;
    private const int Chunks = 8;

    /// <summary>One asking of each question, the most asked first. The caller decides which its reader may see.</summary>
    /// <param name="load">The prepared load.</param>
    public async Task<IReadOnlyList<OpenAsking>> FindAsync(string workspace, string load, CancellationToken cancellationToken)
    {
        var askings = await open.ReadAsync(workspace, time.GetUtcNow().AddDays(-Days), cancellationToken);
        OpenAsking[] questions = [.. askings.GroupBy(asking => asking.Question).OrderByDescending(same => same.Count()).Take(MostQuestions).Select(same => same.First())];
        if (questions.Length == 0)
        {
            return [];
        }

        var versions = new List<DocumentVersion>();
        foreach (var document in await waiting.OfLoadAsync(load, MostCharacters, cancellationToken))
        {
            var version = await waiting.OpenAsync(document, cancellationToken);
            versions.Add(new DocumentVersion(
                new Document(document.Id, version.Collection, version.Key, 1, version.Title, version.Published, version.About), version.Text, version.Structure, version.Chunks));
        }

        return await Task.Run(() => Answered(questions, versions, workspace, cancellationToken), cancellationToken);
    }

    private static List<OpenAsking> Answered(OpenAsking[] questions, List<DocumentVersion> versions, string workspace, CancellationToken cancellationToken)
    {
        if (versions.Count == 0)
        {
            return [];
        }

        var index = new DocumentIndex();
        index.Publish([IndexSegment.Build(versions)], []);
        var scope = new ReadScope([versions[0].Document.Collection]);
        var answered = new List<OpenAsking>();
        foreach (var asking in questions)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var found = index.Search(SearchQuery.Parse(asking.Text), scope, Chunks);
            if (ExtractiveAnswerer.Answer(new Question(asking.Text, asking.Text), QuestionReading.Of(asking.Text, found), workspace).Outcome == AnswerOutcome.Answered)
            {
                answered.Add(asking);
            }
        }

        return answered;
    }
}
