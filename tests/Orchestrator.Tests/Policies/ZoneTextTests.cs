using Xunit;

namespace Orchestrator.Tests.Policies;

public sealed class ZoneTextTests
{
    [Theory]
    [InlineData("Moscow", "Did you mean 'Europe/Moscow'?")]
    [InlineData("moscow", "Did you mean 'Europe/Moscow'?")]
    [InlineData("europe/moscow", "Did you mean 'Europe/Moscow'?")]
    [InlineData("Russia/Moscow", "Did you mean 'Europe/Moscow'?")]
    [InlineData("Moskow", "Did you mean 'Europe/Moscow'?")]
    [InlineData("New York", "Did you mean 'America/New_York'?")]
    [InlineData("Louisville", "Did you mean 'America/Louisville'?")]
    [InlineData("MSK", "Write the name of a time zone such as Europe/Moscow")]
    [InlineData("wibble/wobble", "Write the name of a time zone such as Europe/Moscow")]
    public void Read_UnknownZone_SuggestsTheOneThatIsMeant(string zone, string suggestion) =>
        Assert.Equal(suggestion, Assert.Single(PolicyText.Read(PolicyText.Least.Replace("Europe/Moscow", zone, StringComparison.Ordinal)).Findings).Suggestion.ToString());
}
