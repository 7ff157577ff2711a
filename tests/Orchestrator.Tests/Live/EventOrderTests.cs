using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Xunit;

namespace Orchestrator.Tests.Live;

public sealed class EventOrderTests
{
    [Fact]
    public void Take_TransactionsOpenAtTheBeginning_GivesNothingUntilTheyEnd()
    {
        var order = new EventOrder(10);

        Assert.Equal(0, order.Take(new TransactionIds(OldestOpen: 100, Next: 105), [11]));
        Assert.Equal(0, order.Take(new TransactionIds(104, 108), [11]));
        Assert.False(order.HasBegun);
        Assert.Equal(1, order.Take(new TransactionIds(105, 112), [11])); // 105 began later: it cannot bring what lies below 10
        Assert.Equal(11, order.Last);
    }

    [Fact]
    public void Take_NothingMissing_GivesAllAndAsksForNobody()
    {
        var order = Begun(10);

        Assert.Equal(3, order.Take(null, [11, 12, 13]));
        Assert.False(order.IsWaiting);
        Assert.Equal(0, order.Take(null, []));
        Assert.Equal(13, order.Last);
    }

    [Fact]
    public void Take_AnIdMissing_HoldsBackThoseBehindItUntilItComes()
    {
        var order = Begun(10);

        Assert.Equal(1, order.Take(null, [11, 13]));
        Assert.True(order.IsWaiting);
        Assert.Equal(0, order.Take(new TransactionIds(100, 105), [13, 14]));
        Assert.Equal(3, order.Take(new TransactionIds(100, 106), [12, 13, 14]));
        Assert.False(order.IsWaiting);
    }

    [Fact]
    public void Take_TheMissingIdWasRolledBack_GoesOnWhenWhoeverMayHaveTakenItHasEnded()
    {
        var order = Begun(10);

        order.Take(null, [12]);
        Assert.Equal(0, order.Take(new TransactionIds(100, 105), [12]));
        Assert.Equal(0, order.Take(new TransactionIds(104, 110), [12]));
        Assert.Equal(1, order.Take(new TransactionIds(105, 110), [12]));
        Assert.Equal(12, order.Last);
    }

    [Fact]
    public void Take_ANewGapBehindAPassedOne_IsNotPassedWithIt()
    {
        var order = Begun(10);

        order.Take(null, [12]);
        Assert.Equal(1, order.Take(new TransactionIds(100, 100), [12, 14])); // nobody could bring 11; whoever took 13 began after the question
        Assert.Equal(12, order.Last);
        Assert.Equal(0, order.Take(new TransactionIds(100, 101), [14]));
        Assert.Equal(2, order.Take(new TransactionIds(100, 102), [13, 14]));
    }

    [Fact]
    public void Take_TransactionsNeededButNotAsked_IsRefused() => Assert.Throws<ArgumentNullException>(() => new EventOrder(0).Take(null, []));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Take_AnyInterleaving_GivesEachCommittedIdOnceInOrder(int seed)
    {
#pragma warning disable CA5394, RS0030 // a repeatable course of events
        var random = new Random(seed);
        var open = new SortedDictionary<ulong, List<long>>();
        var committed = new SortedSet<long>();
        var given = new List<long>();
        EventOrder? order = null;
        var (transaction, next, start) = (100UL, 1L, 0L);
        for (var step = 0; step < 20_000; step++)
        {
            if (random.Next(5) == 0)
            {
                if (order is null)
                {
                    start = committed.Count > 0 ? committed.Max : 0;
                    order = new EventOrder(start);
                }

                Round(busy: true);
            }
            else
            {
                Write();
            }
        }

        committed.UnionWith(open.Values.SelectMany(ids => ids));
        open.Clear();
        for (var i = 0; i < 1000; i++)
        {
            Round(busy: false);
        }

        Assert.Equal(committed.Where(id => id > start), given);
        Assert.NotEmpty(given);

        void Write()
        {
            switch (random.Next(4))
            {
                case 0 when open.Count < 5:
                    open[transaction++] = [];
                    break;
                case 1 or 2 when open.Count > 0:
                    open.ElementAt(random.Next(open.Count)).Value.Add(next++);
                    break;
                case 3 when open.Count > 0:
                    var (ended, ids) = open.ElementAt(random.Next(open.Count));
                    open.Remove(ended);
                    if (random.Next(3) > 0)
                    {
                        committed.UnionWith(ids);
                    }

                    break;
            }
        }

        // Others write between the two questions.
        void Round(bool busy)
        {
            var ids = order!.IsWaiting ? new TransactionIds(open.Count > 0 ? open.Keys.First() : transaction, transaction++) : null;
            for (var i = busy ? random.Next(4) : 0; i > 0; i--)
            {
                Write();
            }

            List<long> visible = [.. committed.Where(id => id > order.Last).Take(50)];
            given.AddRange(visible.Take(order.Take(ids, visible)));
        }
#pragma warning restore CA5394, RS0030
    }

    private static EventOrder Begun(long start)
    {
        var order = new EventOrder(start);
        order.Take(new TransactionIds(1, 1), []);
        Assert.True(order.HasBegun);
        return order;
    }
}
