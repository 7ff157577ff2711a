using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class NumberPlanTests
{
    private static readonly NumberPlan Plan = new()
    {
        Home = "RU",
        Deny = [new("+7803*")],
        Own = [new("+74951234567")],
        DoNotCall = [new("+79160000009")],
        Vip = [new("+79160000001")],
    };

    [Theory]
    [InlineData("+74951234567")]
    [InlineData("84951234567")]
    [InlineData("74951234567")]
    [InlineData("4951234567")]
    [InlineData("8 (495) 123-45-67")]
    [InlineData(" +7 495 123 45 67 ")]
    [InlineData("+7.495.123.45.67")]
    [InlineData("tel:+74951234567")]
    [InlineData("tel:+7-495-123-45-67;phone-context=example.com")]
    [InlineData("sip:+74951234567@pbx.example.com;user=phone")]
    [InlineData("SIPS:84951234567@10.0.0.1:5061")]
    [InlineData("<sip:+74951234567@host>")]
    [InlineData("81074951234567")]
    public void Normalise_WaysToWriteOneNumber_GiveThatNumber(string raw)
    {
        var dialable = Assert.IsType<NormalisedNumber.Dialable>(Plan.Normalise(raw));

        Assert.Equal("+74951234567", dialable.Number.E164);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("anonymous")]
    [InlineData("Anonymous")]
    [InlineData("unknown")]
    [InlineData("Restricted")]
    [InlineData("sip:anonymous@anonymous.invalid")]
    public void Normalise_NoNumberShown_IsAnonymous(string? raw) => Assert.IsType<NormalisedNumber.Anonymous>(Plan.Normalise(raw));

    [Theory]
    [InlineData("1", "1")]
    [InlineData("101", "101")]
    [InlineData("12-34-56", "123456")]
    [InlineData("sip:101@pbx", "101")]
    public void Normalise_FewDigits_IsAnExtension(string raw, string digits) =>
        Assert.Equal(new NormalisedNumber.Extension(digits), Plan.Normalise(raw));

    [Theory]
    [InlineData("+7")]
    [InlineData("+")]
    [InlineData("-")]
    [InlineData("+0123456789")]
    [InlineData("+1234567890123456")]
    [InlineData("++74951234567")]
    [InlineData("7+4951234567")]
    [InlineData("123456789")]
    [InlineData("999999999999")]
    [InlineData("+7495123456７")]
    [InlineData("٠١٢٣٤٥٦٧٨٩")]
    [InlineData("+74951234567&PJSIP/1@trunk")]
    [InlineData("84951234567,1")]
    [InlineData("84951234567|x")]
    [InlineData("84951234567\r\nAction: Originate")]
    [InlineData("84951234567\0")]
    [InlineData("\t84951234567")]
    [InlineData("+74951234567;ext=5")]
    [InlineData("+7 495 123 45 67 x5")]
    [InlineData("8-800-FLOWERS")]
    [InlineData("${EXTEN}")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"Bob\" <84951234567>")]
    [InlineData("command output follows")]
    [InlineData("'; drop table missed_call; --")]
    [InlineData("tel:")]
    [InlineData("sip:@host")]
    [InlineData("<>")]
    [InlineData("\ud800")]
    public void Normalise_AnythingElse_IsNotANumber(string raw) => Assert.IsType<NormalisedNumber.NotANumber>(Plan.Normalise(raw));

    [Fact]
    public void Normalise_FourKilobytesOfDigits_IsNotANumber() =>
        Assert.IsType<NormalisedNumber.NotANumber>(Plan.Normalise(new string('7', 4096)));

    [Theory]
    [InlineData("+79161112233", null)]
    [InlineData("+74951234567", "own")]
    [InlineData("+79160000009", "do_not_call")]
    [InlineData("+78031112233", "deny +7803*")]
    [InlineData("+12025550123", "allow")]
    [InlineData("+68222222", "allow")]
    [InlineData("+77011234567", "allow")]
    [InlineData("+881612345678", "allow")]
    [InlineData("+78091234567", "kinds premium_rate")]
    [InlineData("+70001234567", "unknown")]
    [InlineData("+791612300420", "unknown")]
    [InlineData("+4402071234568", "unknown")]
    [InlineData("+89161230042", "unknown")]
    public void Guard_NumberUnderTheRules_IsAllowedOrNamesTheRule(string number, string? rule) =>
        Assert.Equal(rule, (Plan.Guard(Number(number)) as GuardVerdict.Refused)?.Rule);

    [Theory]
    [InlineData("DE", "+49 (0)900 123456", "kinds premium_rate", "+49900*", "deny +49900*")]
    [InlineData("DE", "0900 1 234567", "kinds premium_rate", "+49900*", "deny +49900*")]
    [InlineData("GB", "+44 (0)909 879 0000", "kinds premium_rate", "+44909*", "deny +44909*")]
    [InlineData("US", "1 900 234 5678", "kinds premium_rate", "+1900*", "deny +1900*")]
    [InlineData("ES", "803 12 34 56", "kinds premium_rate", "+34803*", "deny +34803*")]
    [InlineData("AT", "+43 (0)900 123456", "kinds premium_rate", "+43900*", "deny +43900*")]
    [InlineData("RU", "8 809 123 45 67", "kinds premium_rate", "+7809*", "deny +7809*")]
    public void Guard_PremiumNumberInAnySpelling_IsRefusedByItsKindAndByDeny(string home, string text, string byKind, string deny, string byDeny)
    {
        var plan = new NumberPlan { Home = home };
        var number = plan.Read(text)!.Value;

        Assert.Equal(byKind, (plan.Guard(number) as GuardVerdict.Refused)?.Rule);
        Assert.Equal(NumberKind.PremiumRate, NumberFacts.Of(number).Kind);
        Assert.Equal(byKind, ((plan with { Also = [new("+*")] }).Guard(number) as GuardVerdict.Refused)?.Rule);
        Assert.Equal(byDeny, ((plan with { Deny = [new(deny)] }).Guard(number) as GuardVerdict.Refused)?.Rule);
    }

    [Fact]
    public void Guard_PlusSevenPrefix_HoldsKazakhstanToo_HomeDoesNot()
    {
        var prefix = Plan with { Allow = [new("+7*")] };

        Assert.IsType<GuardVerdict.Allowed>(prefix.Guard(Number("+77011234567")));
        Assert.Equal(new GuardVerdict.Refused("allow", new Reason.GuardRegion("KZ")), Plan.Guard(Number("+77011234567")));
        Assert.Equal("deny +7840*", ((Plan with { Deny = [new("+7840*")] }).Guard(Number("+78401234567")) as GuardVerdict.Refused)?.Rule);
    }

    [Fact]
    public void Guard_RegionsOfOneCode_AreToldApart()
    {
        var canada = new NumberPlan { Home = "CA" };

        Assert.IsType<GuardVerdict.Allowed>(canada.Guard(Number("+14165550123")));
        Assert.IsType<GuardVerdict.Allowed>(canada.Guard(Number("+18002345678"))); // shared by all of +1
        Assert.Equal(new GuardVerdict.Refused("allow", new Reason.GuardRegion("JM")), canada.Guard(Number("+18765550123")));
        Assert.Equal(new GuardVerdict.Refused("allow", new Reason.GuardRegion("US")), canada.Guard(Number("+12025550123")));
    }

    [Fact]
    public void Guard_DenyAndAllowBothMatch_DenyWins()
    {
        var plan = Plan with { Allow = [new("+7803*"), new("US")] };

        Assert.Equal(new GuardVerdict.Refused("deny +7803*", new Reason.GuardDeny("+7803*")), plan.Guard(Number("+78031112233")));
        Assert.Equal(new GuardVerdict.Allowed(), plan.Guard(Number("+12025550123")));
        Assert.Equal(new GuardVerdict.Refused("allow", new Reason.GuardRegion("RU")), plan.Guard(Number("+79161112233")));
    }

    [Fact]
    public void Guard_UnknownRange_IsLetThroughByAlsoAndByNothingElse()
    {
        var unknown = Number("+70001234567");

        Assert.Equal(new GuardVerdict.Refused("unknown", new Reason.GuardUnknownRange(NumberFacts.DataVersion)), Plan.Guard(unknown));
        Assert.Equal("unknown", ((Plan with { Allow = [new("+7*")] }).Guard(unknown) as GuardVerdict.Refused)?.Rule);
        Assert.Equal(new GuardVerdict.Allowed(), (Plan with { Also = [new("+7000*")] }).Guard(unknown));
        Assert.Equal("allow", ((Plan with { Home = "DE", Also = [new("+7000*")] }).Guard(unknown) as GuardVerdict.Refused)?.Rule);
    }

    [Fact]
    public void Guard_UnknownPlan_RefusesEverything() =>
        Assert.Equal("allow", (NumberPlan.Unknown.Guard(Number("+79161112233")) as GuardVerdict.Refused)?.Rule);

    [Theory]
    [InlineData("RU", "+79161112233", NumberFormat.E164, "PJSIP/+79161112233@trunk")]
    [InlineData("RU", "+79161112233", NumberFormat.Digits, "PJSIP/79161112233@trunk")]
    [InlineData("RU", "+79161112233", NumberFormat.National, "PJSIP/89161112233@trunk")]
    [InlineData("RU", "+12025550123", NumberFormat.National, "PJSIP/81012025550123@trunk")]
    [InlineData("DE", "+493012345678", NumberFormat.National, "PJSIP/03012345678@trunk")]
    [InlineData("DE", "+4312345678", NumberFormat.National, "PJSIP/004312345678@trunk")]
    [InlineData("DE", "+4915123456789", NumberFormat.Digits, "PJSIP/4915123456789@trunk")]
    [InlineData("US", "+12025550123", NumberFormat.National, "PJSIP/12025550123@trunk")]
    [InlineData("US", "+442071234568", NumberFormat.National, "PJSIP/011442071234568@trunk")]
    [InlineData("ES", "+34911234567", NumberFormat.National, "PJSIP/911234567@trunk")]
    [InlineData("IT", "+390612345678", NumberFormat.National, "PJSIP/0612345678@trunk")]
    [InlineData(null, "+12025550123", NumberFormat.National, "PJSIP/+12025550123@trunk")]
    public void Dial_EachForm_IsWhatTheTrunkWantsAndReads(string? home, string number, NumberFormat format, string endpoint)
    {
        var dial = Customer("PJSIP/{number}@trunk", format).DialTo(Number(number), new NumberPlan { Home = home });

        Assert.Equal((endpoint, (GuardVerdict.Refused?)null), (dial.Endpoint, dial.Refusal));
    }

    [Theory]
    [InlineData("Local/{number}@from-internal", NumberFormat.National, "Local/989161112233@from-internal")]
    [InlineData("Local/{number}@from-internal", NumberFormat.E164, "Local/9+79161112233@from-internal")]
    public void Dial_OutsidePrefix_StandsBeforeTheNumber(string template, NumberFormat format, string endpoint)
    {
        var dial = Customer(template, format).DialTo(Number("+79161112233"), Plan with { OutsidePrefix = "9" });

        Assert.Equal((endpoint, (GuardVerdict.Refused?)null), (dial.Endpoint, dial.Refusal));
    }

    /// <summary>The number that was judged is not the number that the trunk would call.</summary>
    [Theory]
    [InlineData("RU", "+71068222222", "PJSIP/{number}@trunk", NumberFormat.National, "81068222222", "+68222222")]
    [InlineData("RU", "+81312345678", "PJSIP/{number}@trunk", NumberFormat.Digits, "81312345678", "+71312345678")]
    [InlineData("DE", "+493012345678", "PJSIP/{number}9@trunk", NumberFormat.National, "030123456789", "+4930123456789")]
    [InlineData("RU", "+79161112233", "PJSIP/{number}1@trunk", NumberFormat.E164, "+791611122331", null)]
    [InlineData("US", "+2025550123", "PJSIP/1{number}@trunk", NumberFormat.Digits, "12025550123", "+12025550123")]
    public void Dial_TheTrunkReadsOtherwise_IsRefusedWithBothForms(string home, string number, string template, NumberFormat format, string dialled, string? readAs)
    {
        var dial = Customer(template, format).DialTo(Number(number), new NumberPlan { Home = home });

        Assert.Equal(("round_trip", readAs is null ? new Reason.NoNumberWhenDialled(number, dialled) : (Reason)new Reason.ReadOtherwise(number, dialled, readAs)), (dial.Refusal?.Rule, dial.Refusal?.Why));
    }

    [Fact]
    public void Guard_AsAPolicyDials_RefusesWhatTheTrunkReadsOtherwise()
    {
        var plan = Plan with { Also = [new("+710*")] };

        Assert.IsType<GuardVerdict.Allowed>(plan.Guard(Number("+71068222222")));
        Assert.IsType<GuardVerdict.Allowed>(Customer("PJSIP/{number}@trunk", NumberFormat.E164).Guard(Number("+71068222222"), plan));
        Assert.Equal("round_trip", (Customer("PJSIP/{number}@trunk", NumberFormat.National).Guard(Number("+71068222222"), plan) as GuardVerdict.Refused)?.Rule);
    }

    [Fact]
    public void IsVip_ListedNumber_IsOne()
    {
        Assert.True(Plan.IsVip(Number("+79160000001")));
        Assert.False(Plan.IsVip(Number("+79160000002")));
    }

    [Theory]
    [InlineData("+74951234567", "+7495")]
    [InlineData("+12025550123", "+1202")]
    [InlineData("+493012345678", "+49301")]
    [InlineData("+358401234567", "+358401")]
    public void CapPrefixOf_Number_IsCountryAndThreeDigits(string number, string expected) => Assert.Equal(expected, CapPrefix.Of(Number(number)));

    [Theory]
    [InlineData("+74951234500", "84951234500", true)]
    [InlineData("84951234500", "+7 495 123-45-00", true)]
    [InlineData("+74951234500", "4951234500", true)]
    [InlineData("+7495*", "8 495 1234500", true)]
    [InlineData("+7499*", "84951234500", false)]
    [InlineData("100", "100", true)]
    [InlineData("100", "101", false)]
    public void Covers_DialledNumberInAnySpelling_Fits(string written, string dialled, bool fits) =>
        Assert.Equal(fits, new Covers { Numbers = [written] }.Match(null, dialled, Orchestrator.Core.Cases.MissReason.Closed, null, Plan));

    private static CustomerRules Customer(string dial, NumberFormat format) => new() { Dial = dial, NumberFormat = format };

    private static PhoneNumber Number(string text) => PhoneNumber.FromE164(text) ?? throw new ArgumentException("No number.", nameof(text));
}
