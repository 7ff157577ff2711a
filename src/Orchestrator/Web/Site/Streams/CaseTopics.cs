using Orchestrator.Engine.Storage;
using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Pages;

namespace Orchestrator.Web.Site.Streams;

/// <summary>The cases whose pages are open. Each is read once when it changes, whoever watches.</summary>
internal sealed class CaseTopics(Database database, Fragments fragments)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, CaseTopic> open = [];

    /// <summary>Watches a case until the result is disposed.</summary>
    public CaseTopic Open(Guid id)
    {
        lock (gate)
        {
            if (!open.TryGetValue(id, out var topic))
            {
                open[id] = topic = new CaseTopic(id, Leave);
            }

            topic.Watchers++;
            return topic;
        }
    }

    /// <summary>Something happened to these cases: those that are watched are due.</summary>
    public void Changed(IEnumerable<Guid> ids)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                if (open.TryGetValue(id, out var topic))
                {
                    topic.IsDue = true;
                }
            }
        }
    }

    /// <summary>Reads those that are due.</summary>
    public async Task ReadAsync(CancellationToken cancel)
    {
        List<CaseTopic> due;
        lock (gate)
        {
            due = [.. open.Values.Where(t => t.IsDue)];
        }

        foreach (var topic in due)
        {
            topic.IsDue = false; // what comes meanwhile makes it due again
            try
            {
                if (await database.InTransactionAsync(tx => tx.CaseViews.FindAsync(topic.Id), cancel) is { } view)
                {
                    topic.Publish(new Rendered(a => fragments.RenderAsync<CasePage>(a, new Dictionary<string, object?> { ["Case"] = view })));
                }
            }
            catch
            {
                topic.IsDue = true;
                throw;
            }
        }
    }

    private void Leave(CaseTopic topic)
    {
        lock (gate)
        {
            if (--topic.Watchers == 0)
            {
                open.Remove(topic.Id);
            }
        }
    }
}

/// <summary>A case that is watched.</summary>
internal sealed class CaseTopic(Guid id, Action<CaseTopic> leave) : IDisposable
{
    private readonly Latest<Rendered> latest = new();
    private volatile bool isDue = true;

    public Guid Id => id;

    /// <summary>Counted under the gate of <see cref="CaseTopics"/>.</summary>
    public int Watchers { get; set; }

    public bool IsDue
    {
        get => isDue;
        set => isDue = value;
    }

    public Latest<Rendered>.Edition Current => latest.Current;

    public void Publish(Rendered page) => latest.Publish(page);

    /// <summary>One watcher leaves.</summary>
    public void Dispose() => leave(this);
}
