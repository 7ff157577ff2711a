using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Site;

/// <summary>What became of a missed call.</summary>
public enum MissedCallFate
{
    /// <summary>There is no case, or it ended without a call that could have been answered.</summary>
    NotCalledBack,

    /// <summary>Its case is open.</summary>
    InProgress,

    /// <summary>The customer was spoken to.</summary>
    Recovered,

    /// <summary>The customer was not reached.</summary>
    Lost,
}

public static class MissedCallFates
{
    public static MissedCallFate Of(ListedMissedCall call) => call switch
    {
        { State: null } => MissedCallFate.NotCalledBack,
        { Disposition: null } => MissedCallFate.InProgress,
        _ => Of(call.Disposition.Value),
    };

    /// <summary>The name of its shape and colour.</summary>
    public static string Look(this MissedCallFate fate) => fate switch
    {
        MissedCallFate.InProgress => "calling",
        MissedCallFate.Recovered => "good",
        MissedCallFate.Lost => "lost",
        _ => "other",
    };

    private static MissedCallFate Of(Disposition disposition) => disposition switch
    {
        Disposition.Reached or Disposition.CalledAgain or Disposition.CalledByOperator => MissedCallFate.Recovered,
        Disposition.Exhausted or Disposition.Expired => MissedCallFate.Lost,
        _ => MissedCallFate.NotCalledBack,
    };
}
