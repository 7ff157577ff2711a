using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Numbers;

public sealed class NumberPlanTests
{
    private static readonly NumberPlan Plan = new()
    {
        Country = "+7",
        National = [new("8", 11, "+7"), new("7", 11, "+7"), new(null, 10, "+7"), new("00", null, "+")],
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
    [InlineData("tel:+74951234567")]
    [InlineData("tel:+7-495-123-45-67;phone-context=example.com")]
    [InlineData("sip:+74951234567@pbx.example.com;user=phone")]
    [InlineData("SIPS:84951234567@10.0.0.1:5061")]
    [InlineData("<sip:+74951234567@host>")]
    [InlineData("0074951234567")]
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

    [Fact]
    public void Normalise_RandomText_NeverThrowsAndOnlyGivesSafeNumbers()
    {
        const string alphabet = "0123456789+-() <>@;:.*#,&|${}'\"\r\n\0aintelspbé٣\ud800";
        var random = new Random(20261121);
        for (var i = 0; i < 20_000; i++)
        {
            var raw = new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
            if (Plan.Normalise(raw) is NormalisedNumber.Dialable { Number: var number })
            {
                Assert.Matches(@"\A\+[1-9][0-9]{6,14}\z", number.E164);
            }
        }
    }

    [Theory]
    [InlineData("+79161112233", null)]
    [InlineData("+74951234567", "own")]
    [InlineData("+79160000009", "do_not_call")]
    [InlineData("+78031112233", "deny +7803*")]
    [InlineData("+12025550123", "allow")]
    public void Guard_NumberUnderTheRules_IsAllowedOrNamesTheRule(string number, string? rule) =>
        Assert.Equal(rule, (Plan.Guard(Number(number)) as GuardVerdict.Refused)?.Rule);

    [Fact]
    public void Guard_DenyAndAllowBothMatch_DenyWins()
    {
        var plan = Plan with { Allow = [new("+7803*"), new("+1*")] };

        Assert.Equal(new GuardVerdict.Refused("deny +7803*", new Reason.GuardDeny("+7803*")), plan.Guard(Number("+78031112233")));
        Assert.Equal(new GuardVerdict.Allowed(), plan.Guard(Number("+12025550123")));
        Assert.Equal(new GuardVerdict.Refused("allow", new Reason.GuardAllow()), plan.Guard(Number("+79161112233")));
    }

    [Fact]
    public void Guard_UnknownPlan_RefusesEverything() =>
        Assert.Equal(new GuardVerdict.Refused("allow", new Reason.GuardAllow()), NumberPlan.Unknown.Guard(Number("+79161112233")));

    [Theory]
    [InlineData("+79161112233", NumberFormat.E164, "+79161112233")]
    [InlineData("+79161112233", NumberFormat.Digits, "79161112233")]
    [InlineData("+79161112233", NumberFormat.National, "89161112233")]
    [InlineData("+12025550123", NumberFormat.National, "0012025550123")]
    public void Format_EachForm_IsWhatTheTrunkWants(string number, NumberFormat format, string expected) =>
        Assert.Equal(expected, Plan.Format(Number(number), format));

    [Fact]
    public void Format_NationalWithoutFittingRule_StaysInternational() =>
        Assert.Equal("+12025550123", (Plan with { National = [new("8", 11, "+7")] }).Format(Number("+12025550123"), NumberFormat.National));

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

    private static PhoneNumber Number(string text) => PhoneNumber.FromE164(text) ?? throw new ArgumentException("No number.", nameof(text));
}
