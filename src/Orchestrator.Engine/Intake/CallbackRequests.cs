using NodaTime;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Casework;
using Orchestrator.Engine.Notify;
using Orchestrator.Engine.NumberRules;
using Orchestrator.Engine.Operators;
using Orchestrator.Engine.Pbx;
using Orchestrator.Engine.PolicyFiles;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Engine.Intake;

/// <summary>
/// Takes callbacks that are asked for by a form or another program: each becomes a missed call of reason <c>requested</c> and opens or joins a case, like one that a caller asked for.
/// What cannot be promised is refused before anything is written.
/// </summary>
public sealed class CallbackRequests(CaseOpening opening, PoliciesInForce policies, PbxNodes nodes, OperatorBoards operators, IClock clock)
{
    /// <summary>Longest name of a customer, in characters.</summary>
    public const int LongestName = 100;

    /// <summary>Longest comment, in characters.</summary>
    public const int LongestComment = 500;

    /// <exception cref="KeptVersionsUnreadException">A policy file is broken, and its last good version is not read yet: try again soon.</exception>
    public async Task<CallbackAnswer> AskAsync(Transaction tx, Aftermath aftermath, CallbackOrder order)
    {
        var by = policies.Current;
        if (by.AwaitsKeptVersions)
        {
            throw new KeptVersionsUnreadException();
        }

        var read = by.Numbers.Normalise(order.Number);
        if (read is not NormalisedNumber.Dialable { Number: var number })
        {
            return CallbackAnswer.No("number", $"It is {NamedNumber.WhyNone(read)}. Write an international number such as +79161234567, or one as it is dialled at home.");
        }

        var (policy, why) = Choose(by.Set, order);
        if (policy is null)
        {
            return why!;
        }

        if ((await NumberVerdict.OfAsync(tx, number, by.Numbers, policy.Customer)).Refusal is { } refusal)
        {
            return new CallbackAnswer.NumberRefused(refusal);
        }

        var wish = order.Wish;
        var open = await tx.Cases.LockOpenAsync(number, policy.Name, policy.Mode == PolicyMode.Observe);
        var giveUpAt = (open?.OpenedAt ?? tx.Now) + policy.GiveUpAfter;
        if (wish.NotBefore >= giveUpAt)
        {
            return CallbackAnswer.No("not_before", $"Policy '{policy.Name}' gives this case up at {giveUpAt:uuuu-MM-dd'T'HH:mm:ss'Z'}: give a time before that.");
        }

        var pbx = open?.Pbx ?? await PbxOfAsync(tx, number);
        if (wish.Operator is { } asked && WhyNotBy(asked, policy, pbx) is { } whyNot)
        {
            return CallbackAnswer.No("operator", whyNot);
        }

        var id = CaseOpening.NewId(clock);
        var report = new MissedCallReport(
            pbx, $"api-{id:N}", $"api-{id:N}", tx.Now, MissReason.Requested, order.Queue, null, order.Number, wish.Name, null, null, ["api"], Asked: true, wish.Comment);
        var call = await tx.MissedCalls.RecordAsync(id, report, number);
        aftermath.Tell(NoticeFact.Missed(policy.Name, call.Id));
        var opened = await opening.OpenOrJoinAsync(tx, aftermath, call.Id, report, number, policy, by.Numbers, wish, open);
        return new CallbackAnswer.Promised(opened.CaseId, opened.IsNew);
    }

    private static (Policy? Policy, CallbackAnswer? WhyNot) Choose(PolicySet set, CallbackOrder order)
    {
        var policy = order.Policy is { } name ? set.Find(name) : set.MatchRequest(order.Queue!);
        if (policy is { Mode: not PolicyMode.Off })
        {
            return (policy, null);
        }

        var field = order.Policy is null ? "queue" : "policy";
        if (policy is not null)
        {
            return (null, CallbackAnswer.No(field, $"Policy '{policy.Name}' is off: nobody is called back under it."));
        }

        var known = order.Policy is null
            ? set.Policies.SelectMany(p => p.Covers.Queues).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)
            : set.Policies.Select(p => p.Name);
        var list = string.Join(", ", known);
        return (null, CallbackAnswer.No(field, $"No policy {(order.Policy is null ? "covers callbacks of that queue" : "has that name")}. Known: {(list.Length == 0 ? "none" : list)}."));
    }

    /// <summary>The PBX that the customer called last; of a new customer the first.</summary>
    private async Task<string> PbxOfAsync(Transaction tx, PhoneNumber number) =>
        await tx.MissedCallViews.LastPbxAsync(number) is { } last && nodes.Find(last) is not null ? last : nodes.All.First().Name;

    private string? WhyNotBy(string asked, Policy policy, string pbx)
    {
        if (!OperatorRules.IsInterface(asked))
        {
            return "It is not an operator's interface. Write one such as PJSIP/101.";
        }

        return operators.Find(pbx)?.Pool(policy.Operators) is { IsKnown: true } pool && !pool.Seats.Any(s => string.Equals(s.Endpoint, asked, StringComparison.OrdinalIgnoreCase))
            ? $"It is not one of the operators of policy '{policy.Name}' on {pbx}. Those are: {string.Join(", ", pool.Seats.Select(s => s.Endpoint))}."
            : null;
    }
}

/// <summary>A callback that is asked for.</summary>
/// <param name="Number">As it was written.</param>
/// <param name="Policy">The policy's name; null: the one that covers the queue.</param>
/// <param name="Queue">The queue that it is about, or null.</param>
/// <param name="Wish">What was said besides.</param>
public sealed record CallbackOrder(string Number, string? Policy, string? Queue, CallbackWish Wish);

/// <summary>What came of it: a closed set.</summary>
public abstract record CallbackAnswer
{
    private CallbackAnswer()
    {
    }

    public static Impossible No(string field, string why) => new(field, why);

    /// <summary>There is a case now.</summary>
    public sealed record Promised(Guid CaseId, bool IsNew) : CallbackAnswer;

    /// <summary>A field asks for what cannot be.</summary>
    public sealed record Impossible(string Field, string Why) : CallbackAnswer;

    /// <summary>The number is not to be called.</summary>
    public sealed record NumberRefused(NumberRefusal Refusal) : CallbackAnswer;
}
