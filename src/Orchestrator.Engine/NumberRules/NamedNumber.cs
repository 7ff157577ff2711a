using Orchestrator.Core.Numbers;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.NumberRules;

/// <summary>Numbers as people and programs name them in addresses, queries and commands: in any form, and the plus may be left out.</summary>
public static class NamedNumber
{
    /// <summary>The number to set something for; null: it is none, and <paramref name="why"/> says why.</summary>
    public static PhoneNumber? Read(string text, NumberPlan plan, out Reason? why)
    {
        var read = plan.NormaliseWithoutPlus(text);
        why = read is NormalisedNumber.Dialable ? null : WhyNone(read);
        return (read as NormalisedNumber.Dialable)?.Number;
    }

    /// <summary>The number to look up. What is no number any more may still stand in old books under that name.</summary>
    public static PhoneNumber? Find(string text, NumberPlan plan, out Reason? why) =>
        Read(text, plan, out why) ?? PhoneNumber.FromE164("+" + text.TrimStart(' ', '+'));

    /// <summary>Why a text is no number to call.</summary>
    public static Reason WhyNone(NormalisedNumber read) => read switch
    {
        NormalisedNumber.Anonymous => new Reason.NumberWithheld(),
        NormalisedNumber.Extension => new Reason.InternalNumber(),
        NormalisedNumber.NotANumber n => new Reason.NotANumber(n.Reason),
        _ => new Reason.NoNumber(),
    };
}
