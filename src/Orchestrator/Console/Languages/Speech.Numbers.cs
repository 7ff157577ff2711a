using NodaTime;
using Orchestrator.Numbers;

namespace Orchestrator.Console.Languages;

/// <content>Numbers, and lists of missed calls.</content>
public abstract partial class Speech
{
    public abstract string Numbers { get; }

    public abstract string NumbersText { get; }

    public abstract string Find { get; }

    public abstract string NotANumber { get; }

    public abstract string NeverSeen { get; }

    public abstract string NeverSeenText { get; }

    public abstract string IsVip { get; }

    public abstract string Vip { get; }

    public abstract string MayBeCalled { get; }

    public abstract string MayNotBeCalled { get; }

    public abstract string Until { get; }

    public abstract string UntilLifted { get; }

    public abstract string CapReached { get; }

    public abstract string OpenCase { get; }

    public abstract string LastSpoken { get; }

    public abstract string Rules { get; }

    public abstract string InForce { get; }

    public abstract string NotInForceAnyMore { get; }

    public abstract string Lifted { get; }

    public abstract string RuleExpires { get; }

    public abstract string ExpiryIsPast { get; }

    public abstract string ConfirmLifting { get; }

    public abstract string NoSuchRuleInForce { get; }

    public abstract string NoCasesOfNumber { get; }

    public abstract string NoCallsOfNumber { get; }

    public abstract string NoMissedCallsYet { get; }

    public abstract string NoNumber { get; }

    public abstract string MissedAt { get; }

    public abstract string FateTitle { get; }

    public abstract string Why { get; }

    public abstract string WithCase { get; }

    public abstract string Yes { get; }

    public abstract string No { get; }

    public abstract string FirstDay { get; }

    public abstract string UntilDay { get; }

    public abstract string AsFile { get; }

    public abstract string Paging { get; }

    public abstract string Customer { get; }

    public abstract string Comment { get; }

    public abstract string RefusedBy(string rule);

    public abstract string Of(NumberRule rule);

    public abstract string Set(NumberRule rule);

    public abstract string SetText(NumberRule rule);

    public abstract string Lift(NumberRule rule);

    public abstract string LiftText(NumberRule rule);

    public abstract string Of(MissedCallFate fate);

    /// <summary>How long it took.</summary>
    public abstract string After(Duration span);
}
