using Orchestrator.Core;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;
using Xunit;

namespace Orchestrator.Tests.Numbers;

/// <summary>One reading for all ways in. The rows of Russia come from attacks that got through; the other countries are their cousins.</summary>
public sealed class NumberReaderTests
{
    /// <summary>Trunk prefix 8 and 8-10; trunk prefix 0 and 00; area codes of several lengths; none at all; +1 and 011; zero that belongs to the number.</summary>
    [Theory]
    [InlineData("RU", "81068222222", "+68222222")]
    [InlineData("RU", "+7 (8) 916 000 52 03", "+79160005203")]
    [InlineData("RU", "89161230042", "+79161230042")]
    [InlineData("RU", "79161230042", "+79161230042")]
    [InlineData("RU", "9161230042", "+79161230042")]
    [InlineData("RU", "8 (495) 123-45-67", "+74951234567")]
    [InlineData("DE", "+49 (0)900 123456", "+49900123456")]
    [InlineData("DE", "0049 30 1234 5678", "+493012345678")]
    [InlineData("DE", "0068222222", "+68222222")]
    [InlineData("DE", "030/1234.5678", "+493012345678")]
    [InlineData("GB", "+44 (0)20 7123 4568", "+442071234568")]
    [InlineData("GB", "020 7123 4568", "+442071234568")]
    [InlineData("GB", "00682 22222", "+68222222")]
    [InlineData("US", "(202) 555-0123", "+12025550123")]
    [InlineData("US", "1 202 555 0123", "+12025550123")]
    [InlineData("US", "011 682 22222", "+68222222")]
    [InlineData("CA", "011 44 20 7123 4568", "+442071234568")]
    [InlineData("ES", "911 23 45 67", "+34911234567")]
    [InlineData("ES", "0068222222", "+68222222")]
    [InlineData("IT", "06 1234 5678", "+390612345678")]
    [InlineData("IT", "+39 06 1234 5678", "+390612345678")]
    [InlineData("AU", "0011 682 22222", "+68222222")]
    [InlineData("AU", "(02) 9234 5678", "+61292345678")]
    [InlineData("AR", "011 15-1234-5678", "+5491112345678")]
    [InlineData("DE", "4915123456789", "+4915123456789")]
    [InlineData("SE", "468123456", "+468123456")]
    [InlineData("DE", "3012345678", "+493012345678")]
    public void Read_AsItIsDialledThereOrSentByTrunks_IsThatNumber(string home, string text, string number) => Assert.Equal(number, Read(home, text)?.E164);

    [Theory]
    [InlineData("RU", "+791612300420", "+7")]
    [InlineData("RU", "+7916000520", "+7")]
    [InlineData("RU", "791612300420", "+7")]
    [InlineData("DE", "+491", "")]
    [InlineData("GB", "+44 20 7123 45", "+44")]
    [InlineData("US", "+1 202 555 01234", "+1")]
    [InlineData("ES", "+34 911 23 45 6", "+34")]
    [InlineData("NO", "+47 22 34 56 7", "+47")]
    public void Read_TooShortOrTooLongForItsCountry_IsNoNumber(string home, string text, string code)
    {
        var none = Assert.IsType<NormalisedNumber.NotANumber>(new NumberPlan { Home = home }.Normalise(text));

        Assert.Equal(code.Length == 0 ? new Reason.NotInternational(7, 15) : new Reason.NotAsLongAsItsCountrys(code), none.Reason);
    }

    [Theory]
    [InlineData("+89161230042")]
    [InlineData("+2112345678901")]
    [InlineData("+999 1234 5678")]
    public void Read_CodeOfNoCountry_IsNoNumber(string text)
    {
        var none = Assert.IsType<NormalisedNumber.NotANumber>(new NumberPlan { Home = "RU" }.Normalise(text));

        Assert.True(none.Reason is Reason.NoSuchCountryCode or Reason.NotAsLongAsItsCountrys, none.Reason.ToString());
    }

    [Theory]
    [InlineData("RU", "89161230042", "+79161230042")]
    [InlineData("RU", "79161230042", "+79161230042")]
    [InlineData("RU", " 79161230042", "+79161230042")]
    [InlineData("RU", "+79161230042", "+79161230042")]
    [InlineData("RU", "493012345678", "+493012345678")]
    [InlineData("DE", "79161230042", "+79161230042")]
    [InlineData("US", "12025550123", "+12025550123")]
    [InlineData(null, "79161230042", "+79161230042")]
    public void ReadWithoutPlus_AnAddress_IsThatNumber(string? home, string text, string number) =>
        Assert.Equal(number, ((NormalisedNumber.Dialable)new NumberPlan { Home = home }.NormaliseWithoutPlus(text)).Number.E164);

    [Theory]
    [InlineData("989161230042", "+79161230042")]
    [InlineData("89161230042", "+79161230042")]
    [InlineData("9161230042", "+79161230042")]
    [InlineData("+79161230042", "+79161230042")]
    public void Read_OutsidePrefix_IsTakenOffWhereItIsOne(string text, string number) =>
        Assert.Equal(number, new NumberPlan { Home = "RU", OutsidePrefix = "9" }.Read(text)?.E164);

    [Fact]
    public void Read_OutsidePrefixOrPartOfTheNumber_IsGuessedByNobody() => Assert.Equal(
        new NormalisedNumber.NotANumber(new Reason.TwoReadings("+4312345678", "+494312345678")),
        new NumberPlan { Home = "DE", OutsidePrefix = "0" }.Normalise("004312345678"));

    [Fact]
    public void Read_RangeThatTheDataDoesNotKnow_IsANumberThatIsNot()
    {
        var read = Assert.IsType<NormalisedNumber.Dialable>(new NumberPlan { Home = "RU" }.Normalise("+70001234567"));

        Assert.False(read.IsKnown);
    }

    [Fact]
    public void Read_RulesOfTheFirstFormat_ReadWhatTheRegionCannot()
    {
        var plan = new NumberPlan { Home = "RU", National = [new NationalRule(null, 7, "+7495"), new NationalRule("8", 11, "+7")] };

        Assert.Equal("+74951234567", plan.Read("123-45-67")?.E164);
        Assert.Equal("+68222222", plan.Read("81068222222")?.E164);
    }

    [Fact]
    public void Facts_OfNumbers_AreTheirRegionAndKind()
    {
        Assert.Equal(new NumberFacts("RU", NumberKind.Mobile, true), Facts("+79161234567"));
        Assert.Equal(new NumberFacts("KZ", NumberKind.Mobile, true), Facts("+77011234567"));
        Assert.Equal(new NumberFacts("US", NumberKind.FixedLineOrMobile, true), Facts("+12025550123"));
        Assert.Equal(new NumberFacts("DE", NumberKind.PremiumRate, true), Facts("+499001234567"));
        Assert.Equal(new NumberFacts("DE", NumberKind.PremiumRate, false), Facts("+49900123456"));
        Assert.Equal(new NumberFacts(null, NumberKind.Satellite, true), Facts("+881612345678"));
        Assert.Equal(new NumberFacts("GB", NumberKind.PersonalNumber, true), Facts("+447012345678"));
        Assert.Equal(new NumberFacts(null, NumberKind.Unknown, false), Facts("+999123456789"));
        Assert.Equal("Moscow", NumberFacts.PlaceOf(Number("+74951234567"), "en"));
        Assert.Equal("Германия", NumberFacts.PlaceOf(Number("+4915112345678"), "ru"));
        Assert.Equal("T-Mobile", NumberFacts.CarrierOf(Number("+4915112345678"), "en"));
        Assert.Null(NumberFacts.CarrierOf(Number("+74951234567"), "en"));
        Assert.Matches(@"\A\d+\.\d+\.\d+\z", NumberFacts.DataVersion);
    }

    private static NumberFacts Facts(string number) => NumberFacts.Of(Number(number));

    private static PhoneNumber? Read(string home, string text) => new NumberPlan { Home = home }.Read(text);

    private static PhoneNumber Number(string text) => PhoneNumber.FromE164(text)!.Value;
}
