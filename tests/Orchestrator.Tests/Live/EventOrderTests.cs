using Orchestrator.Live;
using Xunit;

namespace Orchestrator.Tests.Live;

public sealed class EventOrderTests
{
    [Fact]
    public void Take_WritersAtTheBeginning_GivesNothingUntilTheyEnd()
    {
        var order = new EventOrder(10);

        Assert.Equal(0, order.Take(["a", "b"], [11]));
        Assert.Equal(0, order.Take(["b", "c"], [11])); // c began later: it cannot bring what lies below 10
        Assert.False(order.HasBegun);
        Assert.Equal(1, order.Take(["c"], [11]));
        Assert.Equal(11, order.Last);
    }

    [Fact]
    public void Take_NothingMissing_GivesAllAndAsksForNobody()
    {
        var order = Begun(10);

        Assert.Equal(3, order.Take(null, [11, 12, 13]));
        Assert.False(order.NeedsWriters);
        Assert.Equal(0, order.Take(null, []));
        Assert.Equal(13, order.Last);
    }

    [Fact]
    public void Take_AnIdMissing_HoldsBackThoseBehindItUntilItComes()
    {
        var order = Begun(10);

        Assert.Equal(1, order.Take(null, [11, 13]));
        Assert.True(order.NeedsWriters);
        Assert.Equal(0, order.Take(["a"], [13, 14]));
        Assert.Equal(3, order.Take(["a"], [12, 13, 14]));
        Assert.False(order.NeedsWriters);
    }

    [Fact]
    public void Take_TheMissingIdWasRolledBack_GoesOnWhenItsWritersEnded()
    {
        var order = Begun(10);

        order.Take(null, [12]);
        Assert.Equal(0, order.Take(["a", "b"], [12]));
        Assert.Equal(0, order.Take(["b"], [12]));
        Assert.Equal(1, order.Take(["c"], [12]));
        Assert.Equal(12, order.Last);
    }

    [Fact]
    public void Take_ANewGapBehindAPassedOne_IsNotPassedWithIt()
    {
        var order = Begun(10);

        order.Take(null, [12]);
        Assert.Equal(1, order.Take([], [12, 14])); // nobody could bring 11; whoever took 13 began after the question
        Assert.Equal(12, order.Last);
        Assert.Equal(0, order.Take(["d"], [14]));
        Assert.Equal(2, order.Take(["d"], [13, 14]));
    }

    [Fact]
    public void Take_WritersNeededButNotAsked_IsRefused() => Assert.Throws<ArgumentNullException>(() => new EventOrder(0).Take(null, []));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Take_AnyInterleaving_GivesEachCommittedIdOnceInOrder(int seed)
    {
#pragma warning disable CA5394, RS0030 // a repeatable course of events
        var random = new Random(seed);
        var open = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        var committed = new SortedSet<long>();
        var given = new List<long>();
        EventOrder? order = null;
        var (next, names, start) = (1L, 0, 0L);
        for (var step = 0; step < 20_000; step++)
        {
            switch (random.Next(5))
            {
                case 0 when open.Count < 5 && step < 19_000:
                    open[$"t{names++}"] = [];
                    break;
                case 1 or 2 when open.Count > 0:
                    open.ElementAt(random.Next(open.Count)).Value.Add(next++);
                    break;
                case 3 when open.Count > 0:
                    var ended = open.ElementAt(random.Next(open.Count));
                    open.Remove(ended.Key);
                    if (random.Next(3) > 0)
                    {
                        committed.UnionWith(ended.Value);
                    }

                    break;
                case 4:
                    if (order is null)
                    {
                        start = committed.Count > 0 ? committed.Max : 0;
                        order = new EventOrder(start);
                    }

                    Round();
                    break;
            }
        }

        committed.UnionWith(open.Values.SelectMany(ids => ids));
        open.Clear();
        for (var i = 0; i < 1000; i++)
        {
            Round();
        }

        Assert.Equal(committed.Where(id => id > start), given);
        Assert.NotEmpty(given);

        void Round()
        {
            List<string>? writers = order!.NeedsWriters ? [.. open.Keys] : null;
            List<long> visible = [.. committed.Where(id => id > order.Last).Take(50)];
            given.AddRange(visible.Take(order.Take(writers, visible)));
        }
#pragma warning restore CA5394, RS0030
    }

    private static EventOrder Begun(long start)
    {
        var order = new EventOrder(start);
        order.Take([], []);
        Assert.True(order.HasBegun);
        return order;
    }
}
