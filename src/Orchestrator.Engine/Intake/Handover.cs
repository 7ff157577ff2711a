using Orchestrator.Core;
using Orchestrator.Core.Calls;

namespace Orchestrator.Engine.Intake;

/// <summary>What the dialplan says with <c>Stasis(orchestrator,…)</c>: a closed set. See docs/dialplan.md.</summary>
public abstract record Handover
{
    private Handover()
    {
    }

    /// <summary><c>track</c>: watch this call from now on.</summary>
    public sealed record Track : Handover;

    /// <summary><c>missed,reason=closed,queue=sales</c>: this call is missed.</summary>
    public sealed record Missed(MissReason Reason, string? Queue) : Handover;

    /// <summary><c>callback,queue=sales[,number=…]</c>: the caller asks to be called back.</summary>
    public sealed record Callback(string? Queue, string? Number) : Handover;

    /// <summary>Nothing that we understand; the call goes on in the dialplan all the same.</summary>
    public sealed record NotUnderstood(string Why) : Handover;

    /// <summary>Reads the arguments of <c>Stasis()</c> after the application's name.</summary>
    public static Handover Read(IReadOnlyList<string> args)
    {
        var values = args.Skip(1).Select(a => a.Split('=', 2)).Where(a => a.Length == 2)
            .GroupBy(a => a[0].Trim(), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Last()[1].Trim(), StringComparer.OrdinalIgnoreCase);
        var queue = values.GetValueOrDefault("queue") is { Length: > 0 } q ? q : null;
        switch (args.Count > 0 ? args[0].Trim() : "")
        {
            case "track":
                return new Track();
            case "missed":
                var reason = values.GetValueOrDefault("reason") ?? "closed";
                return Words.Find<MissReason>(reason) is { } known
                    ? new Missed(known, queue)
                    : new NotUnderstood($"reason is none of: {string.Join(", ", Words.All<MissReason>())}");
            case "callback":
                return new Callback(queue, values.GetValueOrDefault("number") is { Length: > 0 } n ? n : null);
            default:
                return new NotUnderstood("the first argument is none of: track, missed, callback");
        }
    }
}
