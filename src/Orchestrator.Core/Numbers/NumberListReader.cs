using System.Collections.Immutable;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Numbers;

/// <summary>Reads lists of numbers, prefixes and regions. Numbers may be written in any way that the home region reads; they become international ones.</summary>
/// <param name="plan">What of the file tells how numbers are read.</param>
internal sealed class NumberListReader(NumberPlan plan)
{
    public static Reason WithRegions { get; } = new Reason.WriteRegionsOrNumbers();

    /// <param name="isUnknown">The list is for numbers that the plans do not know.</param>
    public ImmutableArray<NumberPattern> Read(Field? field, bool takesRegions = false, bool isUnknown = false)
    {
        var suggestion = takesRegions ? WithRegions : new Reason.WriteNumbersOrPrefixes();
        return field?.Items(suggestion) is { } items
            ? [.. items.Select(i => One(i, suggestion, takesRegions, isUnknown)).OfType<NumberPattern>()]
            : [];
    }

    /// <summary>What is written for a number or a prefix, in the order of the file.</summary>
    public IEnumerable<(NumberPattern Numbers, T Value)> ByPattern<T>(Field? field, Reason suggestion, Func<Field, T?> read, bool takesAll = false) where T : class
    {
        if (field is { Node: not SourceNode.Mapping })
        {
            field.Refuse(new Reason.NamedValuesExpected(), suggestion);
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

    private NumberPattern? One(Field field, Reason suggestion, bool takesRegions, bool isUnknown)
    {
        if (field.Text(suggestion) is not { } text)
        {
            return null;
        }

        var pattern = new NumberPattern(text);
        if (pattern.Region is { } region)
        {
            return takesRegions && NumberingPlans.Regions.Contains(region) ? pattern : Refused(field, takesRegions ? new Reason.NotARegion() : new Reason.NotANumberOrPrefix(), suggestion);
        }

        if (pattern.Prefix is { } prefix)
        {
            return IsPrefix(prefix) ? Checked(field, pattern, isUnknown) : Refused(field, new Reason.NotANumberOrPrefix(), suggestion);
        }

        switch (plan.Normalise(text))
        {
            case NormalisedNumber.Dialable { Number: var number }:
                return new NumberPattern(number.E164);
            case NormalisedNumber.NotANumber { Reason: var why } when PhoneNumber.FromE164(text) is not null:
                field.Warn(new Reason.NoSuchNumberWritten(why), new Reason.CorrectOrTakeOut());
                return pattern;
            default:
                return Refused(field, new Reason.NotANumberOrPrefix(), suggestion);
        }
    }

    private static NumberPattern Checked(Field field, NumberPattern pattern, bool isUnknown)
    {
        if (!isUnknown && !NumberingPlans.CanBegin(pattern.Prefix!))
        {
            field.Warn(new Reason.NoNumberBeginsSo(), new Reason.WriteCodeAndArea());
        }

        return pattern;
    }

    private static NumberPattern? Refused(Field field, Reason reason, Reason suggestion)
    {
        field.Refuse(reason, suggestion);
        return null;
    }
}
