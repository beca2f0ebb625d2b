using ResearchBot.Readers.Recognition;

namespace ResearchBot.Readers.Pdf;

/// <summary>A page without text that holds a picture.</summary>
/// <param name="LongestSide">In points.</param>
internal readonly record struct ScannedPage(int Number, double LongestSide);

/// <summary>Recognises the words of scanned pages.</summary>
internal static class ScannedPages
{
    /// <summary>How many pages are recognised of a file within a file, whose pages are not told of one by one.</summary>
    private const int MostInner = 5;

    public static List<PageContent> Read(FileToRead file, IReadOnlyList<ScannedPage> scanned, UnreadPages unread)
    {
        var recognised = new List<PageContent>();
        if (scanned.Count == 0)
        {
            return recognised;
        }

        var missing = TextRecognition.MissingForPages;
        var isInner = file.Depth > 0;
        using var copy = new FileCopy(file.Content);
        foreach (var (done, page) in scanned.Index())
        {
            if (!isInner && file.RecognisedPages.TryGetValue(page.Number, out var kept) && RecognisedWords.FromText(kept) is { } known)
            {
                Add(page.Number, known);
            }
            else if (missing is not null)
            {
                unread.Add(page.Number, $"it is a picture. Install {missing} to have its words recognised.");
            }
            else if (isInner && done >= MostInner)
            {
                unread.Add(page.Number, $"in a file within a file, no more than {MostInner} scanned pages are recognised. Load it by itself.");
            }
            else
            {
                Recognise(page, done + 1);
            }
        }

        return recognised;

        void Recognise(ScannedPage page, int done)
        {
            Tell(new RecognisedPage(page.Number, null, done - 1, scanned.Count));
            var words = TextRecognition.ReadPage(copy.Path, page.Number, page.LongestSide, file.Limits);
            if (words is null)
            {
                unread.Add(page.Number, $"no words were recognised in the picture. It may be too complex, or Tesseract may lack a language of “{file.Limits.OcrLanguages}”.");
            }
            else
            {
                Add(page.Number, words);
            }

            if (words is not null)
            {
                Tell(new RecognisedPage(page.Number, words.ToText(), done, scanned.Count));
            }
        }

        void Tell(RecognisedPage page)
        {
            if (!isInner)
            {
                file.PageRecognised?.Invoke(page);
            }
        }

        void Add(int number, RecognisedWords words)
        {
            if (words.Lines.Any(line => line.Words.Count > 0))
            {
                recognised.Add(PageContent.Recognised(number, words));
            }
        }
    }

    /// <summary>The file where another program can read it.</summary>
    private sealed class FileCopy : IDisposable
    {
        public FileCopy(byte[] content)
        {
            Path = System.IO.Path.GetTempFileName();
            File.WriteAllBytes(Path, content);
        }

        public string Path { get; }

        public void Dispose() => File.Delete(Path);
    }
}
