using Orchestrator.Engine.Storage;
using Orchestrator.Web.Api.Keys;
using Xunit;

namespace Orchestrator.Tests.Api;

public sealed class ApiKeyTests
{
    [Theory]
    [InlineData(ApiScope.Read, ApiScope.Read, true)]
    [InlineData(ApiScope.Read, ApiScope.Write, false)]
    [InlineData(ApiScope.Read, ApiScope.Admin, false)]
    [InlineData(ApiScope.Write, ApiScope.Read, true)]
    [InlineData(ApiScope.Write, ApiScope.Write, true)]
    [InlineData(ApiScope.Write, ApiScope.Admin, false)]
    [InlineData(ApiScope.Admin, ApiScope.Read, true)]
    [InlineData(ApiScope.Admin, ApiScope.Write, true)]
    [InlineData(ApiScope.Admin, ApiScope.Admin, true)]
    public void Includes_EveryPair_EachScopeHasThoseBeforeIt(ApiScope held, ApiScope needed, bool expected) => Assert.Equal(expected, held.Includes(needed));

    [Fact]
    public void New_Twice_GivesTwoKeysOfTheRightShape()
    {
        var (one, two) = (ApiKey.New(), ApiKey.New());

        Assert.NotEqual(one, two);
        Assert.True(ApiKey.IsOne(one));
        Assert.Equal(ApiKey.Length, one.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("cbo_")]
    [InlineData("abc_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void IsOne_AnythingElse_IsNone(string text) => Assert.False(ApiKey.IsOne(text));

    [Fact]
    public void Hash_OfAKey_IsItsSha256() =>
        Assert.Equal("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", Convert.ToHexString(ApiKey.Hash("abc"))); // FIPS 180-2, B.1
}
