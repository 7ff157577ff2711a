namespace Orchestrator.Asterisk.QueueLog;

/// <summary>What a line of queue_log tells, as far as it says where a caller is. Names and arguments: <c>apps/app_queue.c</c>, Asterisk 16 to 22.</summary>
public enum QueueLogEvent
{
    /// <summary>Something that moves no caller: RINGNOANSWER, RINGCANCELED, PAUSE, ADDMEMBER, AGENTDUMP, SYSCOMPAT, CONFIGRELOAD and the like.</summary>
    Other,

    /// <summary><c>ENTERQUEUE url|caller number|position</c></summary>
    Entered,

    /// <summary><c>ABANDON position|original position|seconds waited</c></summary>
    Abandoned,

    /// <summary><c>EXITWITHTIMEOUT position|original position|seconds waited</c>; before Asterisk 11 the position only.</summary>
    TimedOut,

    /// <summary><c>EXITEMPTY position|original position|seconds waited</c></summary>
    Emptied,

    /// <summary><c>EXITWITHKEY key|position|original position|seconds waited</c></summary>
    LeftByKey,

    /// <summary><c>WITHDRAW position|original position|seconds waited|text</c>; since Asterisk 18.15.</summary>
    Withdrawn,

    /// <summary><c>CONNECT seconds waited|agent's channel|seconds rung</c></summary>
    Connected,

    /// <summary>
    /// <c>COMPLETECALLER</c> and <c>COMPLETEAGENT seconds waited|seconds talked|position</c>; <c>BLINDTRANSFER extension|context|waited|talked|position</c>;
    /// <c>ATTENDEDTRANSFER how|waited|talked|position</c>, where <c>how</c> has several fields of its own: counted from the end.
    /// </summary>
    Completed,

    /// <summary><c>DID dialled number</c>; FreePBX writes it with the application QueueLog before or after ENTERQUEUE.</summary>
    Did,

    /// <summary><c>QUEUESTART</c>: Asterisk was started; whoever waited before is gone.</summary>
    Started,
}
