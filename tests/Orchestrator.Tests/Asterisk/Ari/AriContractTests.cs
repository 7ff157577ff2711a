using Orchestrator.Asterisk.Ari;
using Xunit;

namespace Orchestrator.Tests.Asterisk.Ari;

public sealed class AriContractTests
{
    [Fact]
    public void Events_NameWhatWeRead() =>
        Assert.Superset(
            new HashSet<string> { "type", "application", "timestamp", "channel", "cause", "cause_txt", "tech_cause" },
            AriContract.Events["ChannelDestroyed"].ToHashSet());

    [Fact]
    public void Models_NameWhatWeRead() =>
        Assert.Superset(new HashSet<string> { "id", "creationtime", "accountcode", "caller" }, AriContract.Models["Channel"].ToHashSet());

    [Fact]
    public void Compare_DescriptionThatLacksThings_NamesEachOfThem()
    {
        const string events = """
            {"models":{
              "Message":{"properties":{"type":{}},"subTypes":["Event"]},
              "Event":{"properties":{"application":{},"timestamp":{}},"subTypes":["StasisEnd","PlaybackStarted"]},
              "StasisEnd":{"properties":{"channel":{}}},
              "PlaybackStarted":{"properties":{}}}}
            """;

        var findings = AriContract.Compare(events, """{"apis":[]}""");

        Assert.Contains("PlaybackStarted.playback is not in the description", findings);
        Assert.Contains("Channel is not in the description", findings);
        Assert.DoesNotContain(findings, f => f.StartsWith("StasisEnd", StringComparison.Ordinal));
    }
}
