using Orchestrator.Console;
using Xunit;

namespace Orchestrator.Tests.Console;

public sealed class CsvTests
{
    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("a,\"b\"\nc", "\"a,\"\"b\"\"\nc\"")]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+79161234567", "\"'+79161234567\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@SUM(A1)", "\"'@SUM(A1)\"")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("＝1", "\"'＝1\"")]
    public void Row_Cell_IsQuotedAndNoFormula(string? text, string expected) => Assert.Equal(expected + ",\"x\"\r\n", Csv.Row(text, "x"));
}
