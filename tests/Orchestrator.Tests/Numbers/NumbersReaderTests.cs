using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class NumbersReaderTests
{
    [Fact]
    public void Read_EveryKey_IsTaken()
    {
        var plan = Read("""
            country: "+7"
            national:
              - { starts: "8", length: 11, becomes: "+7" }
              - { length: 10, becomes: "+7" }
            allow: ["+7*", "+375*"]
            deny: ["+7803*"]
            own: ["+74951234567"]
            caps: { per_number_per_day: 2, per_prefix_per_hour: 30, per_day: 500 }
            vip: ["+79160000001"]
            do_not_call: ["+79160000002"]
            responsible:
              "+79160000001": PJSIP/101
              "+7495*": Local/102@from-internal
            zones: { "+7383*": Asia/Novosibirsk }
            """).Plan!;

        Assert.Equal("+7", plan.Country);
        Assert.Equal([new NationalRule("8", 11, "+7"), new NationalRule(null, 10, "+7")], plan.National);
        Assert.Equal(["+7*", "+375*"], plan.Allow.Select(p => p.Text));
        Assert.Equal(["+7803*"], plan.Deny.Select(p => p.Text));
        Assert.Equal(["+74951234567"], plan.Own.Select(p => p.Text));
        Assert.Equal(["+79160000001"], plan.Vip.Select(p => p.Text));
        Assert.Equal(["+79160000002"], plan.DoNotCall.Select(p => p.Text));
        Assert.Equal([("+79160000001", "PJSIP/101"), ("+7495*", "Local/102@from-internal")], plan.Responsible.Select(r => (r.Numbers.Text, r.Interface)));
        Assert.Equal([("+7383*", "Asia/Novosibirsk")], plan.Zones.Select(z => (z.Numbers.Text, z.Zone.Id)));
        Assert.Equal(new NumberCaps { PerNumberPerDay = 2, PerPrefixPerHour = 30, PerDay = 500 }, plan.Caps);
    }

    [Theory]
    [InlineData("country: 7\nnational: []", 1, 10, "country")]
    [InlineData("country: \"+7\"\nnational:\n  - { becomes: \"+7\" }", 3, 5, "national[0]")]
    [InlineData("country: \"+7\"\nnational:\n  - { starts: 8x, becomes: \"+7\" }", 3, 15, "national[0].starts")]
    [InlineData("country: \"+7\"\nnational: []\ndeny: [\"7803*\"]", 3, 8, "deny[0]")]
    [InlineData("country: \"+7\"\nnational: []\nown: 101", 3, 6, "own")]
    [InlineData("country: \"+7\"\nnational: []\ncaps: { per_day: 0 }", 3, 18, "caps.per_day")]
    [InlineData("country: \"+7\"\nnational: []\ndenny: []", 3, 1, "denny")]
    [InlineData("country: \"+7\"\nnational: []\nresponsible: [PJSIP/101]", 3, 14, "responsible")]
    [InlineData("country: \"+7\"\nnational: []\nresponsible: { 7495*: PJSIP/101 }", 3, 16, "responsible.7495*")]
    [InlineData("country: \"+7\"\nnational: []\nresponsible: { +7495*: Anna }", 3, 24, "responsible.+7495*")]
    [InlineData("country: \"+7\"\nnational: []\nzones: { +7383*: Novosibirsk }", 3, 18, "zones.+7383*")]
    [InlineData("national: []", 1, 1, "country")]
    public void Read_Mistake_IsFoundAtItsPlace(string text, int line, int column, string path)
    {
        var reading = Read(text);

        var finding = Assert.Single(reading.Findings);
        Assert.Equal((line, column, path), (finding.Line, finding.Column, finding.Path));
        Assert.Null(reading.Plan);
    }

    [Fact]
    public void Read_NoNationalRules_WarnsAndGoesOn()
    {
        var reading = Read("country: \"+7\"");

        Assert.Equal(FindingSeverity.Warning, Assert.Single(reading.Findings).Severity);
        Assert.NotNull(reading.Plan);
    }

    [Fact]
    public void Load_NoFile_KnowsNoCountryAndSaysSo()
    {
        var reading = NumbersFile.Load(Path.Combine(AppContext.BaseDirectory, "no-such-numbers.yaml"));

        Assert.Null(reading.Plan!.Country);
        Assert.Equal(FindingSeverity.Warning, Assert.Single(reading.Findings).Severity);
    }

    private static NumbersReading Read(string text) => NumbersReader.Read(YamlSource.Parse(text, "numbers.yaml").Root!);
}
