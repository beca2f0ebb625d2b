using ResearchBot.Benchmarks;
using ResearchBot.Benchmarks.Formats;

if (args is [ReadingChild.Verb])
{
    await ReadingChild.ServeAsync();
    return 0;
}

if (args is ["formats", .. var rest])
{
    return await FormatSet.RunAsync(rest);
}

string[] known = ["words", "search", "indexing", "memory", "vectors", "encoder", "embedding-load", "spelling"];
var quick = args.Contains("--quick");
var chosen = args.Where(arg => arg != "--quick").ToArray();
if (chosen.Except(known).FirstOrDefault() is { } unknown)
{
    Console.Error.WriteLine($"There is no benchmark \"{unknown}\"; there are {string.Join(", ", known)}, and --quick for a small run.");
    return 2;
}

var text = BenchmarkText.Load();
Console.WriteLine($"{Machine.Description}; load when it began: {Machine.Load}.");
Console.WriteLine($"Text: {text.Source}. {(quick ? "A quick run: the sizes are small, so no bar is judged." : "")}");
var table = new Table(Console.Out, judged: !quick);
foreach (var name in chosen.Length == 0 ? known : chosen)
{
    Action<BenchmarkText, int, Table> run = name switch
    {
        "words" => WordSearch.Run,
        "search" => WholeSearch.Run,
        "indexing" => Indexing.Run,
        "vectors" => VectorSearch.Run,
        "spelling" => SpellingCorrection.Run,
        "encoder" => SentenceEncoding.Run,
        "embedding-load" => EmbeddingLoad.Run,
        _ => Memory.Run,
    };
    run(text, quick ? 5_000 : 100_000, table);
}

return 0;
