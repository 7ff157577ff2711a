namespace Orchestrator.Rig.Asterisk;

/// <summary>A phone that SIPp plays: Asterisk sends its calls to <paramref name="Port"/> on 127.0.0.1.</summary>
/// <param name="Interface">As a queue member and in a dial string, for instance <c>PJSIP/101</c>.</param>
public sealed record Phone(string Interface, int Port);

/// <summary>A queue with its operators, its trunk and its numbers, apart from those of other lanes.</summary>
public sealed record Lane(int Number, string Queue, IReadOnlyList<Phone> Operators, Phone Trunk)
{
    /// <summary>A policy's <c>customer.dial</c>: calls through the trunk, on which SIPp plays the customers.</summary>
    public string CustomerDial => $"PJSIP/{{number}}@trunk{Number}";

    /// <summary>Straight into the queue: a dialplan that knows nothing of the orchestrator.</summary>
    public string PlainDid => $"1{Number}00";
    /// <summary><c>Stasis(orchestrator,track)</c>, then the queue.</summary>
    public string TrackedDid => $"2{Number}00";
    /// <summary><c>Stasis(orchestrator,missed,reason=closed,…)</c>.</summary>
    public string ClosedDid => $"3{Number}00";
    /// <summary><c>Stasis(orchestrator,callback,…)</c>.</summary>
    public string CallbackDid => $"4{Number}00";
    /// <summary>Tracked, answered, a menu that waits for a digit: 1 queue, 2 call me back.</summary>
    public string MenuDid => $"5{Number}00";
    /// <summary>A queue without Stasis that gives up after two seconds.</summary>
    public string ShortWaitDid => $"6{Number}00";
    /// <summary>A queue without Stasis that nobody serves: joinempty.</summary>
    public string NobodyDid => $"7{Number}00";
    /// <summary>A tracked queue that key 1 leaves for a callback.</summary>
    public string KeyExitDid => $"8{Number}00";
}
