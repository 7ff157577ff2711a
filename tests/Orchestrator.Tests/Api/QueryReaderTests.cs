using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api;
using Xunit;

namespace Orchestrator.Tests.Api;

public sealed class QueryReaderTests
{
    [Fact]
    public void Page_EverythingRight_GivesFilterAndLimit()
    {
        var (filter, page, problem) = Read("?state=ready&policy=sales&number=%2B74951234567&from=2026-11-21T09:30:00%2B03:00&to=2026-11-22T00:00:00Z&limit=500");

        Assert.Null(problem);
        Assert.Equal(500, page!.Limit);
        Assert.Equal(new CaseFilter(CaseState.Ready, Policy: "sales", Number: "+74951234567", From: Instant.FromUtc(2026, 11, 21, 6, 30), To: Instant.FromUtc(2026, 11, 22, 0, 0)), filter);
    }

    [Fact]
    public void Page_NothingSaid_GivesFifty() => Assert.Equal(50, Read("").Page!.Limit);

    [Fact]
    public void Number_PlusNotEncoded_IsMeantAllTheSame() => Assert.Equal("+74951234567", Read("?number=+74951234567").Filter.Number);

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=501", "limit")]
    [InlineData("?limit=-1", "limit")]
    [InlineData("?limit=many", "limit")]
    [InlineData("?state=open", "state")]
    [InlineData("?state=ready&state=closed", "state")]
    [InlineData("?policy=", "policy")]
    [InlineData("?number=abc", "number")]
    [InlineData("?from=2026-11-21", "from")]
    [InlineData("?from=2026-11-21T09:30:00", "from")]
    [InlineData("?from=21.11.2026%2009:30", "from")]
    [InlineData("?from=0001-01-01T00:00:00Z", "from")]
    [InlineData("?to=9999-12-31T23:59:59-10:00", "to")]
    [InlineData("?cursor=xyz", "cursor")]
    [InlineData("?cursor=", "cursor")]
    [InlineData("?polcy=sales", "polcy")]
    public void Page_OneThingWrong_IsAProblemThatNamesIt(string query, string parameter)
    {
        var (_, page, problem) = Read(query);

        Assert.Null(page);
        Assert.Equal(400, problem!.StatusCode);
        var errors = Assert.IsType<Dictionary<string, string>>(problem.ProblemDetails.Extensions["errors"]);
        Assert.Equal([parameter], errors.Keys);
    }

    [Fact]
    public void Page_SeveralThingsWrong_TellsAll()
    {
        var errors = (Dictionary<string, string>)Read("?limit=x&state=y&from=z").Problem!.ProblemDetails.Extensions["errors"]!;

        Assert.Equal(["from", "limit", "state"], errors.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Answer_CursorOfThePageBefore_FitsWhateverTheOrderOfParameters()
    {
        var key = new PageKey(Instant.FromUtc(2026, 11, 21, 6, 30), Guid.NewGuid());
        var next = Read("?state=ready&policy=sales&limit=1").Page!.Answer(new Page<int>([1], key)).Next;

        Assert.Equal(key, Read($"?cursor={next}&policy=sales&state=ready&limit=2").Page!.Behind);
        Assert.NotNull(Read($"?cursor={next}&policy=sales").Problem);
    }

    private static (CaseFilter Filter, PageRequest? Page, ProblemHttpResult? Problem) Read(string query)
    {
        var reader = new QueryReader(new QueryCollection(QueryHelpers.ParseQuery(query)), "cases");
        var filter = new CaseFilter(reader.Word<CaseState>("state"), Policy: reader.Text("policy"), Number: reader.Number("number", Orchestrator.Core.Numbers.NumberPlan.Unknown), From: reader.Time("from"), To: reader.Time("to"));
        var page = reader.Page(out var problem);
        return (filter, page, (ProblemHttpResult?)problem);
    }
}
