namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// Lets through what Asterisk made, and nothing that a caller wrote into a number (see <see cref="AmiForms"/>). Once a block was cut open, what follows may be forged
/// as a whole: then all is refused up to the answer to a ping whose id nobody else can know. Parts of our lists carry such ids themselves.
/// </summary>
internal sealed class EventGate(PendingActions pending, string ownIds, Func<string> ping, FaultCounter faults)
{
    public const string NoMessage = "neither event nor response";
    public const string ForeignEvent = "no event of Asterisk's making";
    public const string HeaderTwice = "a header that comes twice";
    public const string CutEvent = "an event cut short";
    public const string AfterCut = "after an event cut short";

    private string? fence;
    private bool restIsDue;

    internal enum Verdict
    {
        /// <summary>For the consumer.</summary>
        Event,

        /// <summary>Nothing for the consumer: taken into a list, or to be told of when the gate opens again.</summary>
        Done,

        /// <summary>Not let in; the consumer is told at once.</summary>
        Refused,
    }

    /// <summary>Whether what was refused is over with this response.</summary>
    public bool IsOpenedBy(AmiMessage response)
    {
        restIsDue = false;
        if (fence is null || response["ActionID"] != fence)
            return false;
        fence = null;
        return true;
    }

    public Verdict Judge(AmiMessage message)
    {
        if (message.EventName.Length == 0)
            return Close(NoMessage, message);

        var form = message.Form();
        if (pending.ListOf(message) is { } list)
            return Take(list, message, form);

        if (!message.IsSecond("Privilege"))
        {
            // The rest of a list that nobody waits for any more, or an event that Asterisk did not write: its own begin with Event and Privilege.
            var isLate = message["ActionID"]?.StartsWith(ownIds, StringComparison.Ordinal) == true && form == AmiForm.Whole;
            return isLate ? Verdict.Done : Close(ForeignEvent, message);
        }

        if (form == AmiForm.Cut)
            return Close(CutEvent, message);
        if (fence is not null)
            return Count(AfterCut, message, Verdict.Done);
        return form == AmiForm.Repeated ? Count(HeaderTwice, message, Verdict.Refused) : Verdict.Event;
    }

    private Verdict Take(PendingAction list, AmiMessage message, AmiForm form)
    {
        // Where the id comes last (QueueEntry), the first one behind a cut ends the block that was cut, whatever a caller put before it.
        var isRest = restIsDue && !message.IsSecond("ActionID");
        restIsDue = false;
        if (form == AmiForm.Cut)
            return Close(CutEvent, message);
        if (form == AmiForm.Repeated || isRest)
            return Count(HeaderTwice, message, Verdict.Done);
        list.Take(message);
        return Verdict.Done;
    }

    private Verdict Close(string kind, AmiMessage message)
    {
        fence ??= ping();
        restIsDue = true;
        return Count(kind, message, Verdict.Done);
    }

    private Verdict Count(string kind, AmiMessage message, Verdict verdict)
    {
        faults.Count(kind, $"{message.Size} bytes");
        return verdict;
    }
}
