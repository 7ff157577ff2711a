using System.Collections.Concurrent;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Casework;

/// <summary>The attempts that run in this process, by their case: whom to tell that an attempt shall stop.</summary>
public sealed class RunningAttempts
{
    private readonly ConcurrentDictionary<Guid, Action<Reason>> byCase = new();

    public int Count => byCase.Count;

    /// <summary>Registers the attempt of a case until the result is disposed.</summary>
    public IDisposable Register(Guid caseId, Action<Reason> cancel)
    {
        byCase[caseId] = cancel;
        return new Registration(byCase, KeyValuePair.Create(caseId, cancel));
    }

    /// <summary>Asks the attempt of a case, if one runs here, to stop. A talk goes on.</summary>
    public void Cancel(Guid caseId, Reason why)
    {
        if (byCase.TryGetValue(caseId, out var cancel))
        {
            cancel(why);
        }
    }

    /// <summary>Takes away only what it registered: an attempt still says farewell while the next one of its case runs.</summary>
    private sealed class Registration(ConcurrentDictionary<Guid, Action<Reason>> byCase, KeyValuePair<Guid, Action<Reason>> own) : IDisposable
    {
        public void Dispose() => byCase.TryRemove(own);
    }
}
