using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;

namespace Orchestrator.Core.Numbers;

/// <summary>Reads lists of numbers, prefixes and regions. Numbers may be written in any way that the home region reads; they become international ones.</summary>
/// <param name="plan">What of the file tells how numbers are read.</param>
internal sealed class NumberListReader(NumberPlan plan)
{
    public const string Patterns = "Write numbers with a plus, or prefixes with a trailing *, such as [\"+7495*\", \"+74951234567\"]";
    public const string WithRegions = "Write regions, numbers with a plus, or prefixes with a trailing *, such as [RU, \"+375*\"]";

    /// <param name="isUnknown">The list is for numbers that the plans do not know.</param>
    public ImmutableArray<NumberPattern> Read(Field? field, bool takesRegions = false, bool isUnknown = false)
    {
        var suggestion = takesRegions ? WithRegions : Patterns;
        return field?.Items(suggestion) is { } items
            ? [.. items.Select(i => One(i, suggestion, takesRegions, isUnknown)).OfType<NumberPattern>()]
            : [];
    }

    /// <summary>What is written for a number or a prefix, in the order of the file.</summary>
    public IEnumerable<(NumberPattern Numbers, T Value)> ByPattern<T>(Field? field, string suggestion, Func<Field, T?> read, bool takesAll = false) where T : class
    {
        if (field is { Node: not SourceNode.Mapping })
        {
            field.Refuse("named values are expected: a number or prefix, and what is meant for it", suggestion);
        }

        foreach (var entry in (field?.Node as SourceNode.Mapping)?.Entries ?? [])
        {
            var name = field!.NameOf(entry);
            var pattern = takesAll && name.Plain == "*" ? new NumberPattern("*") : One(name, suggestion, takesRegions: false, isUnknown: false);
            if (read(field.Under(entry)) is { } value && pattern is not null)
            {
                yield return (pattern, value);
            }
        }
    }

    public static bool IsPrefix(string text) => text is ['+', .. { Length: <= 15 } digits] && digits.All(char.IsAsciiDigit);

    private NumberPattern? One(Field field, string suggestion, bool takesRegions, bool isUnknown)
    {
        if (field.Text(suggestion) is not { } text)
        {
            return null;
        }

        var pattern = new NumberPattern(text);
        if (pattern.Region is { } region)
        {
            return takesRegions && NumberingPlans.Regions.Contains(region) ? pattern : Refused(field, takesRegions ? "not a region" : "not a number or prefix", suggestion);
        }

        if (pattern.Prefix is { } prefix)
        {
            return IsPrefix(prefix) ? Checked(field, pattern, isUnknown) : Refused(field, "not a number or prefix", suggestion);
        }

        switch (plan.Normalise(text))
        {
            case NormalisedNumber.Dialable { Number: var number }:
                return new NumberPattern(number.E164);
            case NormalisedNumber.NotANumber { Reason: var why } when PhoneNumber.FromE164(text) is not null:
                field.Warn($"there is no such number: {why}", "Correct it, or take it out");
                return pattern;
            default:
                return Refused(field, "not a number or prefix", suggestion);
        }
    }

    private static NumberPattern Checked(Field field, NumberPattern pattern, bool isUnknown)
    {
        if (!isUnknown && !NumberingPlans.CanBegin(pattern.Prefix!))
        {
            field.Warn(
                "no number begins so, as far as the numbering plans know",
                "Write the country code and then the area, without what is dialled before it at home, such as \"+49900*\" for what is 0900 in Germany");
        }

        return pattern;
    }

    private static NumberPattern? Refused(Field field, string reason, string suggestion)
    {
        field.Refuse(reason, suggestion);
        return null;
    }
}
