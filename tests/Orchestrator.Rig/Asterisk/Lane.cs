namespace Orchestrator.Rig.Asterisk;

/// <summary>A phone that SIPp plays: Asterisk sends its calls to <paramref name="Port"/> on 127.0.0.1.</summary>
/// <param name="Interface">As a queue member and in a dial string, for instance <c>PJSIP/101</c>.</param>
public sealed record Phone(string Interface, int Port);

/// <summary>A queue with its operators, its trunk and its numbers, apart from those of other lanes.</summary>
/// <param name="Number">1 to 9.</param>
/// <param name="Trunk">SIPp plays the customers behind it.</param>
public sealed record Lane(int Number, IReadOnlyList<Phone> Operators, Phone Trunk)
{
    /// <summary>The queue; the lane's operators are its members.</summary>
    public string Queue => $"lane{Number}";

    /// <summary>The lane's own Stasis application: several orchestrators share the Asterisk, and an application belongs to one of them.</summary>
    public string App => $"orchestrator-{Queue}";

    /// <summary>Every queue of the lane, for a policy's <c>covers.queues</c>.</summary>
    public IReadOnlyList<string> Queues =>
        [Queue, Unstaffed, $"{Queue}-joinempty", $"{Queue}-leaveempty", $"{Queue}-full", $"{Queue}-keys", $"{Queue}-plain-keys"];

    /// <summary>A queue that callers wait in for ever, because it has no members.</summary>
    public string Unstaffed => $"lane{Number}-unstaffed";

    /// <summary>A policy's <c>customer.dial</c>: calls through the lane's trunk.</summary>
    public string CustomerDial => $"PJSIP/{{number}}@trunk{Number}";

    /// <summary>A policy's <c>customer.dial</c>: calls through a route of the dialplan that takes anything, and the lane's trunk.</summary>
    public string LocalCustomerDial => $"Local/{{number}}@{Queue}-outside";

    /// <summary>Into <see cref="Queue"/>; the dialplan knows nothing of the orchestrator.</summary>
    public string PlainDid => $"1{Number}00";

    /// <summary>Into <see cref="Unstaffed"/>; the dialplan knows nothing of the orchestrator.</summary>
    public string PlainUnstaffedDid => $"1{Number}01";

    /// <summary><c>Stasis(<see cref="App"/>,track)</c>, then <see cref="Queue"/>.</summary>
    public string TrackedDid => $"2{Number}00";

    /// <summary><c>Stasis(<see cref="App"/>,track)</c>, then <see cref="Unstaffed"/>.</summary>
    public string TrackedUnstaffedDid => $"2{Number}01";

    /// <summary><c>Stasis(<see cref="App"/>,missed,reason=closed,queue=…)</c>.</summary>
    public string ClosedDid => $"3{Number}00";

    /// <summary><c>Stasis(<see cref="App"/>,callback,queue=…)</c>.</summary>
    public string CallbackDid => $"4{Number}00";

    /// <summary>Tracked; a menu that waits for a digit: 1 <see cref="Queue"/>, 2 "call me back".</summary>
    public string MenuDid => $"5{Number}00";

    /// <summary><see cref="Unstaffed"/> for two seconds at most; no Stasis.</summary>
    public string ShortWaitDid => $"6{Number}00";

    /// <summary>A queue that lets nobody in while no one serves it (joinempty=no); no Stasis.</summary>
    public string JoinEmptyDid => $"7{Number}00";

    /// <summary>A queue that sends callers away when no one serves it (leavewhenempty); no Stasis.</summary>
    public string LeaveEmptyDid => $"7{Number}01";

    /// <summary>A queue with room for one caller (maxlen=1) and no members; no Stasis.</summary>
    public string FullDid => $"7{Number}02";

    /// <summary>The same queue as <see cref="FullDid"/>, from within <c>ExecIf()</c>.</summary>
    public string ExecFullDid => $"7{Number}03";

    /// <summary>Tracked; a queue without members that key 1 leaves, to <c>Stasis(<see cref="App"/>,callback,…)</c>.</summary>
    public string KeyExitDid => $"8{Number}00";

    /// <summary>The same without Stasis before or after.</summary>
    public string PlainKeyExitDid => $"8{Number}01";

    /// <summary>Rings the first operator's phone without a queue; no Stasis. Where a test redirects a caller to.</summary>
    public string DeskDid => $"9{Number}01";

    /// <summary>Echoes the caller's audio; for tests of the rig itself.</summary>
    public string EchoDid => $"9{Number}00";
}
