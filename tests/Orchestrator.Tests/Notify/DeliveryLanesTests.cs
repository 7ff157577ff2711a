using Orchestrator.Engine.Notify;
using Xunit;

namespace Orchestrator.Tests.Notify;

public sealed class DeliveryLanesTests
{
    private readonly DeliveryLanes lanes = new();

    [Fact]
    public void Take_FullLane_GivesNothingUntilOneLeaves()
    {
        Assert.Equal(DeliveryLanes.PerLane, lanes.Take("slow"));
        Assert.Equal(0, lanes.Take("slow"));
        Assert.Equal(["slow"], lanes.Full);
        Assert.Equal(DeliveryLanes.PerLane, lanes.Take("other"));

        lanes.Leave("slow");

        Assert.Equal(1, lanes.Take("slow"));
    }

    [Fact]
    public void Take_ManyLanes_StaysWithinTheWhole()
    {
        var taken = Enumerable.Range(0, 50).Sum(i => lanes.Take($"lane {i}"));

        Assert.Equal(DeliveryLanes.InAll, taken);
    }
}
