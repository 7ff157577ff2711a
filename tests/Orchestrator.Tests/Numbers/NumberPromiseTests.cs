using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Fuzz;
using Xunit;

namespace Orchestrator.Tests.Numbers;

/// <summary>The number guard's promises, for the example numbers of all regions and kinds and for random texts. The fuzzer tries more: <c>tests/Orchestrator.Fuzz</c>.</summary>
public sealed class NumberPromiseTests
{
    private static readonly NumberFormat[] Formats = Enum.GetValues<NumberFormat>();

    private static readonly NumberPattern[] Everybody = [new("+*")];

    [Theory]
    [InlineData("RU")]
    [InlineData("DE")]
    [InlineData("US")]
    [InlineData("ES")]
    [InlineData(null)]
    public void Examples_InEverySpelling_AreOneNumberAtHomeAndAbroad(string? home)
    {
        Assert.True(NumberFuzz.Examples.Select(e => e.Region).Distinct().Count() > 200);
        Assert.All(
            from example in NumberFuzz.Examples
            where PhoneNumber.FromE164(example.E164) is not null
            let at = home ?? example.Region
            from text in NumberSpellings.Of(example.E164, at)
            select (at, text, example.E164),
            e => Assert.Equal(e.E164, new NumberPlan { Home = e.at }.Read(e.text)?.E164));
    }

    [Theory]
    [InlineData(null, "PJSIP/{number}@trunk")]
    [InlineData("RU", "PJSIP/{number}@trunk")]
    [InlineData("DE", "PJSIP/{number}@trunk")]
    [InlineData("US", "PJSIP/{number}@trunk")]
    [InlineData("GB", "Local/9{number}@from-internal")]
    [InlineData("AU", "PJSIP/0011{number}@trunk")]
    public void Examples_InEveryForm_AreDialledAsTheyWereJudged(string? home, string template) => Assert.All(
        from example in NumberFuzz.Examples
        from format in Formats
        select (Plan: new NumberPlan { Home = home ?? example.Region, Allow = [.. Everybody] }, Customer: new CustomerRules { Dial = template, NumberFormat = format }, example.E164),
        e => Assert.Null(NumberPromises.Broken(e.E164, e.Plan, e.Customer)));

    /// <summary>Abroad and at home every ordinary number can be dialled in the form that a trunk usually wants: the round trip refuses none of them.</summary>
    [Theory]
    [InlineData(NumberFormat.E164)]
    [InlineData(NumberFormat.National)]
    public void Examples_OfHome_AreRefusedByNoRoundTrip(NumberFormat format) => Assert.All(
        NumberFuzz.Examples.Where(e => PhoneNumber.FromE164(e.E164) is not null),
        e => Assert.Null(new CustomerRules { Dial = "PJSIP/{number}@trunk", NumberFormat = format }.DialTo(PhoneNumber.FromE164(e.E164)!.Value, new NumberPlan { Home = e.Region }).Refusal));

    [Theory]
    [InlineData(1)]
    [InlineData(1001)]
    [InlineData(2001)]
    [InlineData(3001)]
    public void RandomTexts_AMillion_BreakNoPromise(int seed) => Assert.Null(NumberFuzz.Run(seed, 250_000));
}
