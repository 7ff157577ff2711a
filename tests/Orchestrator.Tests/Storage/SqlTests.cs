using System.Text.RegularExpressions;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Storage;

/// <summary>SQL stands in a folder Storage, and nowhere else.</summary>
public sealed partial class SqlTests
{
    [Fact]
    public void Sources_OutsideStorage_HaveNoSql()
    {
        var sources =
            from file in Directory.EnumerateFiles(PolicyText.Shipped("src"), "*", SearchOption.AllDirectories)
            let folders = file.Split(Path.DirectorySeparatorChar)
            where Path.GetExtension(file) is ".cs" or ".razor" && !folders.Any(f => f is "Storage" or "obj" or "bin" or "node_modules")
            select file;
        var files = sources.ToList();

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => Sql().IsMatch(File.ReadAllText(f)));
    }

    [Theory]
    [InlineData("\"select 1\"", true)]
    [InlineData("\"\"\"\n    update callback_case set state = 'ready'\n    \"\"\"", true)]
    [InlineData("tx.ExecuteAsync(sql)", true)]
    [InlineData("tx.Cases.FindAsync(id)", false)]
    [InlineData("from p in policies\n    select p.Name", false)]
    public void Sql_Text_IsToldFromCode(string text, bool isSql) => Assert.Equal(isSql, Sql().IsMatch(text));

    /// <summary>A statement at the start of a literal, or a call that takes one.</summary>
    [GeneratedRegex("""\"\s*(select|insert into|delete from|update [a-z_]+ set)\s|\btx\.(ExecuteAsync|GetAsync|FindAsync|ListAsync|ListBothAsync)\b|\bNpgsqlCommand\b|\.CreateCommand\(""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sql();
}
