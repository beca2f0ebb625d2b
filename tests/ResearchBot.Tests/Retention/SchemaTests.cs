using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;
using ResearchBot.Core.Privacy;

namespace ResearchBot.Tests.Retention;

/// <summary>The list that forgetting and deletion go by, beside the migrated schema.</summary>
public sealed partial class SchemaTests
{
    [Fact]
    public async Task Every_table_is_in_the_list_and_nothing_else_is()
    {
        await using var bot = await TestBot.StartAsync();
        StoredTables.All.Select(table => table.Name).ShouldBe((await ReadAsync(bot)).Keys, ignoreOrder: true);
    }

    [Fact]
    public async Task Every_column_that_looks_like_a_person_is_named_and_tells_its_time()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var (table, columns) in await ReadAsync(bot))
        {
            var named = StoredTables.All.Single(known => known.Name == table).People;
            columns.Where(column => Person().IsMatch(column)).Except(named.Select(column => column.Name)).ShouldBeEmpty(table);
            foreach (var column in named)
            {
                columns.ShouldContain(column.Name, table);
                if (column.Fate != PersonFate.NoPerson)
                {
                    columns.ShouldContain(column.Time, $"{table}: without its time, what comes later would be forgotten too");
                }
            }
        }
    }

    [Fact]
    public async Task Every_table_with_a_workspace_is_deleted_with_it()
    {
        await using var bot = await TestBot.StartAsync();
        foreach (var (table, columns) in await ReadAsync(bot))
        {
            var known = StoredTables.All.Single(one => one.Name == table);
            if (columns.Any(column => column is "workspace" or "tenant" or "document_id" or "answer_id" or "question_id" or "job_id" or "conversation_id"))
            {
                known.Workspace.ShouldNotBeNull($"{table}: what belongs to a workspace goes with it");
            }

            if (columns.Contains("workspace"))
            {
                known.Workspace!.ShouldContain("workspace", customMessage: table);
            }

            if (columns.Any(column => column is "answer_id" or "receipt"))
            {
                known.Answer.ShouldNotBeNull($"{table}: rows that hang on an answer go with it");
            }

            if (known.HasId)
            {
                columns.ShouldContain("id");
            }

            if (known.Expires is { } expiry)
            {
                columns.ShouldContain(expiry.Column);
            }
        }
    }

    [Fact]
    public async Task The_document_on_data_names_every_table_file_and_setting()
    {
        await using var bot = await TestBot.StartAsync();
        var text = await File.ReadAllTextAsync(DataDocument.Path, TestContext.Current.CancellationToken);
        foreach (var word in (await ReadAsync(bot)).Keys
            .Concat(typeof(RetentionOptions).GetProperties().Select(setting => setting.Name))
            .Concat(["researchbot.db", "forgotten", "forgotten.key", "index"]))
        {
            text.ShouldContain($"`{word}`", customMessage: word);
        }
    }

    private static async Task<Dictionary<string, string[]>> ReadAsync(TestBot bot)
    {
        await using var connection = await bot.Get<DbDataSource>().OpenConnectionAsync(TestContext.Current.CancellationToken);
        var columns = await connection.QueryAsync<(string Table, string Column)>(
            "SELECT m.name, c.name FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'");
        return columns.GroupBy(row => row.Table).ToDictionary(table => table.Key, table => table.Select(row => row.Column).ToArray());
    }

    [GeneratedRegex("^(?!.*_at$)(.*(person|asker|asked|voter|who|user_|_user|_by$|_for$).*|by|(subject|user|member|author|owner|helper|moderator|admin)s?)$")]
    private static partial Regex Person();
}
