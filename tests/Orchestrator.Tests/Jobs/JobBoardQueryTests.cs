using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Orchestrator.Console;
using Orchestrator.Jobs;
using Orchestrator.Storage;
using Xunit;

namespace Orchestrator.Tests.Jobs;

public sealed class JobBoardQueryTests
{
    [Theory]
    [InlineData("", null, null)]
    [InlineData("?state=dead", JobListing.Dead, null)]
    [InlineData("?state=succeeded", JobListing.Succeeded, JobKind.WakeUp)]
    [InlineData("?state=succeeded&kind=sweep", JobListing.Succeeded, JobKind.Sweep)]
    [InlineData("?state=%3Cscript%3E&kind=x", null, null)]
    public void Read_AnAddress_IsWhatItSays(string address, JobListing? listing, JobKind? kind)
    {
        var query = Read(address);

        Assert.Equal((listing, kind), (query.Listing, query.Kind));
    }

    [Fact]
    public void Link_ToTheNextPage_GoesOnWithTheSameListAndWithNoOther()
    {
        var key = new PageKey(Instant.FromUtc(2026, 11, 22, 4, 0), Guid.NewGuid());

        var link = Read("?state=failed&kind=sweep").Link(key);

        Assert.Equal(key, Read(link[link.IndexOf('?', StringComparison.Ordinal)..]).Behind);
        Assert.Null(Read(link[link.IndexOf('?', StringComparison.Ordinal)..].Replace("failed", "dead", StringComparison.Ordinal)).Behind);
    }

    [Fact]
    public void Find_ThatIsTooLong_IsIgnored() => Assert.Null(Read("?find=" + new string('7', 100)).Find);

    private static JobBoardQuery Read(string address) => new(new QueryCollection(QueryHelpers.ParseQuery(address)));
}
