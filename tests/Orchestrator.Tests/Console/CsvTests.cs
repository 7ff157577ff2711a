using Orchestrator.Web.Site;
using Xunit;

namespace Orchestrator.Tests.Console;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData(null, "")]
    [InlineData("a, b", "\"a, b\"")]
    [InlineData("say \"no\"", "\"say \"\"no\"\"\"")]
    [InlineData("two\nlines", "\"two\nlines\"")]
    [InlineData("+79161234567", "'+79161234567")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("＝1", "'＝1")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\r=1", "\"'\r=1\"")]
    public void Row_OneCell_IsQuotedAndNoFormula(string? text, string expected) => Assert.Equal(expected + "\r\n", Csv.Row(text));

    [Fact]
    public void Row_SeveralCells_AreSeparatedByCommas() => Assert.Equal("a,,\"b,c\"\r\n", Csv.Row("a", null, "b,c"));
}
