namespace ResearchBot.Tests.Evaluation;

/// <summary>Two documents and three questions, one of which they do not answer.</summary>
internal static class SmallSet
{
    /// <summary>Writes it and returns its folder.</summary>
    public static string Write(TestBot bot)
    {
        bot.Write("set/corpus.jsonl", """
            {"id":"a","title":"Mill","text":"The mill stands by the river. It was built in 1874."}
            {"id":"b","title":"Bakery","text":"The bakery opens at six. Its owner is Elsa Berg."}
            """);
        bot.Write("set/queries.jsonl", """
            {"id":"q1","text":"When was the mill built?"}
            {"id":"q2","text":"Who is the owner of the bakery?"}
            {"id":"q3","text":"Which enzyme digests cellulose in termites?","answerable":false}
            """);
        bot.Write("set/qrels.tsv", "query-id\tcorpus-id\tscore\nq1\ta\t1\nq2\tb\t1\n");
        bot.Write("set/answers.jsonl", """
            {"query_id":"q1","doc_id":"a","answers":["1874"]}
            {"query_id":"q2","doc_id":"b","answers":["Its owner is Elsa Berg."],"kind":"sentence"}
            """);
        return Path.Combine(bot.Folder, "set");
    }
}
