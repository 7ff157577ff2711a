using Orchestrator.Core;
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
            home: RU
            outside_prefix: "9"
            allow: [RU, "+375*"]
            kinds: [mobile, fixed_line]
            deny: ["+7803*", KZ]
            also: ["+7000*"]
            own: ["8 (495) 123-45-67"]
            caps: { per_number_per_day: 2, per_prefix_per_hour: 30, per_day: 500 }
            prices: { currency: RUB, attempt: 0.5, minute: { "+79*": 2.1, "*": 1.2 } }
            budget: { per_day: 5000 }
            vip: ["+79160000001"]
            do_not_call: ["89160000002"]
            restricted: call
            responsible:
              "+79160000001": PJSIP/101
              "+7495*": Local/102@from-internal
            zones: { "+7383*": Asia/Novosibirsk }
            """).Plan!;

        Assert.Equal(("RU", "9"), (plan.Home, plan.OutsidePrefix));
        Assert.Equal(["RU", "+375*"], plan.Allow.Select(p => p.Text));
        Assert.Equal([NumberKind.Mobile, NumberKind.FixedLine], plan.Kinds);
        Assert.Equal(["+7803*", "KZ"], plan.Deny.Select(p => p.Text));
        Assert.Equal(["+7000*"], plan.Also.Select(p => p.Text));
        Assert.Equal(["+74951234567"], plan.Own.Select(p => p.Text));
        Assert.Equal(["+79160000001"], plan.Vip.Select(p => p.Text));
        Assert.Equal(["+79160000002"], plan.DoNotCall.Select(p => p.Text));
        Assert.Equal([("+79160000001", "PJSIP/101"), ("+7495*", "Local/102@from-internal")], plan.Responsible.Select(r => (r.Numbers.Text, r.Interface)));
        Assert.Equal([("+7383*", "Asia/Novosibirsk")], plan.Zones.Select(z => (z.Numbers.Text, z.Zone.Id)));
        Assert.Equal(new NumberCaps { PerNumberPerDay = 2, PerPrefixPerHour = 30, PerDay = 500 }, plan.Caps);
        Assert.Equal(("RUB", 0.5m, 5000m), (plan.Prices!.Currency, plan.Prices.Attempt, plan.BudgetPerDay));
        Assert.Equal([("+79*", 2.1m), ("*", 1.2m)], plan.Prices.Minute.Select(m => (m.Numbers.Text, m.Price)));
        Assert.Equal(2.6m, plan.Prices.LeastOf(PhoneNumber.FromE164("+79161234567")!.Value));
        Assert.Equal(RestrictedCallers.Call, plan.Restricted);
    }

    [Fact]
    public void Read_HomeAlone_HasTheDefaults()
    {
        var reading = Read("home: DE");

        Assert.Empty(reading.Findings);
        Assert.Equal(RestrictedCallers.Leave, reading.Plan!.Restricted);
        Assert.Equal([NumberKind.Mobile, NumberKind.FixedLine, NumberKind.TollFree, NumberKind.Voip], reading.Plan.Kinds);
        Assert.Null(reading.Plan.Prices);
    }

    [Theory]
    [InlineData("home: XX", 1, 7, "home")]
    [InlineData("home: ru", 1, 7, "home")]
    [InlineData("country: 7", 1, 10, "country")]
    [InlineData("country: \"+999\"", 1, 10, "country")]
    [InlineData("home: RU\noutside_prefix: nine", 2, 17, "outside_prefix")]
    [InlineData("home: RU\nallow: [XX]", 2, 9, "allow[0]")]
    [InlineData("home: RU\nown: [RU]", 2, 7, "own[0]")]
    [InlineData("home: RU\nkinds: [satelite]", 2, 9, "kinds[0]")]
    [InlineData("home: RU\nkinds: [unknown]", 2, 9, "kinds[0]")]
    [InlineData("home: RU\ndeny: [\"7803*\"]", 2, 8, "deny[0]")]
    [InlineData("home: RU\nown: 101", 2, 6, "own")]
    [InlineData("home: RU\nown: [101]", 2, 7, "own[0]")]
    [InlineData("home: RU\ncaps: { per_day: 0 }", 2, 18, "caps.per_day")]
    [InlineData("home: RU\nbudget: { per_day: 5 }", 2, 9, "budget")]
    [InlineData("home: RU\nprices: { attempt: -1 }", 2, 20, "prices.attempt")]
    [InlineData("home: RU\nprices: { minute: { x: 1 } }", 2, 21, "prices.minute.x")]
    [InlineData("home: RU\nrestricted: maybe", 2, 13, "restricted")]
    [InlineData("home: RU\ndenny: []", 2, 1, "denny")]
    [InlineData("home: RU\nresponsible: [PJSIP/101]", 2, 14, "responsible")]
    [InlineData("home: RU\nresponsible: { 7495*: PJSIP/101 }", 2, 16, "responsible.7495*")]
    [InlineData("home: RU\nresponsible: { +7495*: Anna }", 2, 24, "responsible.+7495*")]
    [InlineData("home: RU\nzones: { +7383*: Novosibirsk }", 2, 18, "zones.+7383*")]
    [InlineData("allow: []", 1, 1, "home")]
    public void Read_Mistake_IsFoundAtItsPlace(string text, int line, int column, string path)
    {
        var reading = Read(text);

        var finding = Assert.Single(reading.Findings);
        Assert.Equal((line, column, path), (finding.Line, finding.Column, finding.Path));
        Assert.Null(reading.Plan);
    }

    /// <summary>The first format, as the examples were shipped in it: still read, and each finding says what to write.</summary>
    [Theory]
    [InlineData("+7", "{ starts: \"8\", length: 11, becomes: \"+7\" }", "RU", "Take this field out")]
    [InlineData("+7", "{ starts: \"7\", length: 11, becomes: \"+7\" }", "RU", "Take this field out")]
    [InlineData("+7", "{ length: 10, becomes: \"+7\" }", "RU", "Take this field out")]
    [InlineData("+49", "{ starts: \"0\", becomes: \"+49\" }", "DE", "Take this field out")]
    [InlineData("+49", "{ starts: \"00\", becomes: \"+\" }", "DE", "Take this field out")]
    [InlineData("+1", "{ length: 10, becomes: \"+1\" }", "US", "Take this field out")]
    [InlineData("+7", "{ length: 7, becomes: \"+7495\" }", "RU", "Keep nothing here but what RU does not know: [{ length: 7, becomes: \"+7495\" }]")]
    public void Read_FirstFormat_SaysWhatToWriteInstead(string country, string rule, string home, string instead)
    {
        var reading = Read($"country: \"{country}\"\nnational: [{rule}]");

        Assert.Equal(home, reading.Plan!.Home);
        Assert.Equal([$"Write home: {home} in its place", instead], reading.Findings.Select(f => f.Suggestion.ToString()));
        Assert.All(reading.Findings, f => Assert.Equal(FindingSeverity.Warning, f.Severity));
    }

    [Theory]
    [InlineData("country: \"+7\"\nnational:\n  - { becomes: \"+7\" }", 3, 5, "national[0]")]
    [InlineData("country: \"+7\"\nnational:\n  - { starts: 8x, becomes: \"+7\" }", 3, 15, "national[0].starts")]
    public void Read_FirstFormatWithAMistake_IsRefused(string text, int line, int column, string path)
    {
        var reading = Read(text);

        var error = Assert.Single(reading.Findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal((line, column, path), (error.Line, error.Column, error.Path));
        Assert.Null(reading.Plan);
    }

    [Theory]
    [InlineData("home: RU\nallow: [\"+7*\"]", "2:9 it lets numbers of KZ through as well. Write RU in its place, or name the others too")]
    [InlineData("home: RU\nallow: [\"+7*\", KZ]", null)]
    [InlineData("home: RU\nallow: [\"+7495*\", \"+375*\"]", null)]
    [InlineData("home: GB\nallow: [\"+44*\"]", "2:9 it lets numbers of GG, IM, JE through as well. Write GB in its place")]
    [InlineData("home: CA\nallow: [\"+1*\"]", "2:9 it lets numbers of US, AG, AI, AS, BB and 19 more regions through as well. Write CA in its place")]
    [InlineData("home: DE\nkinds: [mobile, premium_rate]", "2:17 such calls cost more than others")]
    [InlineData("home: DE\ndeny: [\"+490900*\"]", "2:8 no number begins so, as far as the numbering plans know. Write the country code and then the area")]
    [InlineData("home: DE\ndeny: [\"+49900*\"]", null)]
    [InlineData("home: IT\nallow: [\"+3906*\"]", null)]
    [InlineData("home: RU\ndeny: [\"+7803*\", \"+78*\", \"+*\"]", null)]
    [InlineData("home: RU\nprices: { attempt: 0.5, minute: { \"+79*\": 2, \"*\": 100 } }\nbudget: { per_day: 10 }", "3:9 nobody at * is ever called: one call costs more than the budget. Write a larger budget")]
    [InlineData("home: RU\nprices: { attempt: 0.5, minute: { \"*\": 9.5 } }\nbudget: { per_day: 10 }", null)]
    [InlineData("home: RU\nown: [\"+791612300420\"]", "2:7 there is no such number: not as long as a number of its country (+7). Correct it, or take it out")]
    public void Read_LegalButFoolish_IsWarnedOf(string text, string? warning)
    {
        var reading = Read(text);

        Assert.NotNull(reading.Plan);
        var said = reading.Findings.Select(f => $"{f.Line}:{f.Column} {f.Reason}. {f.Suggestion}").ToList();
        Assert.Equal(warning is null ? 0 : 1, said.Count);
        Assert.All(said, s => Assert.StartsWith(warning!, s, StringComparison.Ordinal));
    }

    [Fact]
    public void Load_NoFile_KnowsNoHomeAndSaysSo()
    {
        var reading = NumbersFile.Load(Path.Combine(AppContext.BaseDirectory, "no-such-numbers.yaml"));

        Assert.Null(reading.Plan!.Home);
        Assert.Equal(FindingSeverity.Warning, Assert.Single(reading.Findings).Severity);
    }

    private static NumbersReading Read(string text) => NumbersReader.Read(YamlSource.Parse(text, "numbers.yaml").Root!);
}
