using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>
/// What the trunk is given for a number, and what the trunk makes of it. The only place that writes a number for dialling: who dials asks for
/// <see cref="Refusal"/> first, so that the number that was judged is the number that is dialled.
/// </summary>
/// <param name="Endpoint">The whole of what is dialled: <c>PJSIP/89161234567@trunk</c>.</param>
/// <param name="Written">The number in it, with the digits around it.</param>
/// <param name="ReadAs">The number that the trunk will call; null: none.</param>
public sealed record DialText(PhoneNumber Number, string Endpoint, string Written, PhoneNumber? ReadAs)
{
    private const string Hole = "{number}";

    /// <summary>Why it must not be dialled; null when it may be.</summary>
    public GuardVerdict.Refused? Refusal => ReadAs == Number
        ? null
        : new GuardVerdict.Refused("round_trip", ReadAs is { } other ? new Reason.ReadOtherwise(Number.E164, Written, other.E164) : new Reason.NoNumberWhenDialled(Number.E164, Written));

    /// <param name="template">The policy's dial string, with <c>{number}</c> in it.</param>
    public static DialText Of(PhoneNumber number, string template, NumberFormat format, NumberPlan plan)
    {
        var text = Write(number, format, plan.Home);
        var dialled = plan.OutsidePrefix + text;
        var (before, behind) = Around(template);
        var readAs = Read(text + behind, format, plan.Home);
        if (readAs == number && before.Length > 0 && NumberingPlans.BeginsAsDialled(before + text, plan.Home))
        {
            readAs = NumberReader.Dialled(before + text, plan.Home); // the digits of the dial string may make another number of it
        }

        return new DialText(number, template.Replace(Hole, dialled, StringComparison.Ordinal), before + dialled + behind, readAs);
    }

    private static string Write(PhoneNumber number, NumberFormat format, string? home) => format switch
    {
        NumberFormat.Digits => number.Digits,
        NumberFormat.National when home is not null && NumberingPlans.Look(number).Number is { } parsed => NumberingPlans.DialledIn(parsed, home),
        _ => number.E164,
    };

    // A trunk that takes digits takes them as international ones, unless they begin as at home: then it may take them as either, and they must mean the same.
    private static PhoneNumber? Read(string text, NumberFormat format, string? home)
    {
        if (format != NumberFormat.Digits)
        {
            return NumberReader.Dialled(text, home);
        }

        return NumberingPlans.BeginsAsDialled(text, home) ? NumberReader.Dialled(text, home) : NumberReader.Dialled("+" + text, null);
    }

    private static (string Before, string Behind) Around(string template)
    {
        var at = template.IndexOf(Hole, StringComparison.Ordinal);
        if (at < 0)
        {
            return ("", "");
        }

        var (from, to) = (at, at + Hole.Length);
        while (from > 0 && IsDialled(template[from - 1]))
        {
            from--;
        }

        while (to < template.Length && IsDialled(template[to]))
        {
            to++;
        }

        return (template[from..at], template[(at + Hole.Length)..to]);
    }

    private static bool IsDialled(char c) => char.IsAsciiDigit(c) || c == '+';
}
