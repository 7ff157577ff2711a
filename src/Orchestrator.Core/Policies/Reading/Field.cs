using System.Globalization;
using NodaTime;

namespace Orchestrator.Core.Policies.Reading;

/// <summary>
/// One value of a file and its path. Each reader gives the value, or null after reporting what is wrong,
/// so that a file is read to its end and all findings come at once.
/// </summary>
internal sealed record Field(SourceNode Node, string Path, List<PolicyFinding> Findings)
{
    // As YAML 1.2 and JSON Schema have it: 5.0 and 5e0 are whole numbers.
    private const NumberStyles Written = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Whether this is only a part of the whole: a field that is missing here is written elsewhere.</summary>
    public bool IsPart { get; init; }

    /// <summary>The value as it is written, or null when it is no single value.</summary>
    public string? Plain => (Node as SourceNode.Scalar)?.Text;

    public string? Text(string suggestion)
    {
        switch (Node)
        {
            case SourceNode.Scalar { Text.Length: > 0 } scalar:
                return scalar.Text;
            case SourceNode.Scalar:
                Refuse("nothing is written here", suggestion);
                return null;
            default:
                Refuse("a single value is expected", suggestion);
                return null;
        }
    }

    /// <summary>Text that satisfies a condition.</summary>
    public string? Text(Func<string, bool> fits, string reason, string suggestion)
    {
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (fits(text))
        {
            return text;
        }

        Refuse(reason, suggestion);
        return null;
    }

    /// <summary>A name. It may look like a number without quotes, but not like nothing or like a truth value: so somebody leaves a field out.</summary>
    public string? Name(string reason, string suggestion)
    {
        if (Node is SourceNode.Scalar { IsQuoted: false, Text: "null" or "Null" or "NULL" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE" } plain)
        {
            Refuse(reason, $"{suggestion}; if that is the name, put it in quotes: \"{plain.Text}\"");
            return null;
        }

        return Text(SafeText.IsName, reason, suggestion);
    }

    public Duration? Span(Duration least, Duration most)
    {
        var range = $"{DurationText.Write(least)} to {DurationText.Write(most)}";
        var example = DurationText.Write(Duration.Max(least, Duration.FromSeconds(30)));
        var suggestion = $"Write a number and ms, s, m, h or d, from {range}, for example {example}";
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (DurationText.Read(text) is not { } span)
        {
            Refuse("not a duration", suggestion);
            return null;
        }

        if (span < least || span > most)
        {
            Refuse($"out of range: {range}", $"Write a duration from {range}");
            return null;
        }

        return span;
    }

    public int? Whole(int least, int most)
    {
        var suggestion = $"Write a whole number from {least} to {most}";
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, Written, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Refuse($"not a whole number from {least} to {most}", suggestion);
        return null;
    }

    /// <summary>An amount of money, from 0 on.</summary>
    public decimal? Amount(decimal most)
    {
        var suggestion = FormattableString.Invariant($"Write an amount from 0 to {most}, such as 2.5");
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, Written, CultureInfo.InvariantCulture, out var amount) && amount >= 0 && amount <= most)
        {
            return amount;
        }

        Refuse("not an amount", suggestion);
        return null;
    }

    public bool? Flag()
    {
        const string suggestion = "Write true or false";
        switch (Text(suggestion))
        {
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            case null:
                return null;
            default:
                Refuse("neither true nor false", suggestion);
                return null;
        }
    }

    /// <summary>A word of a closed set.</summary>
    public T? Word<T>() where T : struct, Enum
    {
        var known = Words.All<T>();
        var choice = $"Write one of: {string.Join(", ", known)}";
        if (Text(choice) is not { } text)
        {
            return null;
        }

        if (Words.Find<T>(text) is { } value)
        {
            return value;
        }

        RefuseUnknown("not a known word", text, known, choice);
        return null;
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Field>? Items(string suggestion, int most = int.MaxValue)
    {
        if (Node is not SourceNode.Sequence list)
        {
            Refuse("a list is expected", suggestion);
            return null;
        }

        if (list.Items.Length > most)
        {
            Refuse($"{list.Items.Length} items, more than {most}", "Leave the rest out");
            return null;
        }

        return [.. list.Items.Select((item, i) => this with { Node = item, Path = $"{Path}[{i}]", IsPart = false })];
    }

    /// <summary>The items of a list, or the value itself where a list of one need not be written as a list.</summary>
    public IReadOnlyList<Field>? OneOrMore(string suggestion, int most = int.MaxValue)
    {
        if (Node is not SourceNode.Sequence)
        {
            return [this];
        }

        var items = Items(suggestion, most);
        if (items is not { Count: 0 })
        {
            return items;
        }

        Refuse("the list is empty", suggestion);
        return null;
    }

    /// <summary>The fields of a mapping. An unknown one is an error.</summary>
    public FieldSet? Fields(params IReadOnlyList<string> known)
    {
        if (Node is SourceNode.Mapping mapping)
        {
            return FieldSet.Check(this, mapping, known);
        }

        Refuse("named fields are expected", $"Write fields: {string.Join(", ", known)}");
        return null;
    }

    public Field Under(SourceEntry entry) => this with { Node = entry.Value, Path = Join(entry.Name.Text) };

    public Field NameOf(SourceEntry entry) => this with { Node = entry.Name, Path = Join(entry.Name.Text) };

    public void Refuse(string reason, string suggestion) => Report(reason, suggestion, FindingSeverity.Error);

    public void Warn(string reason, string suggestion) => Report(reason, suggestion, FindingSeverity.Warning);

    public void RefuseUnknown(string reason, string word, IEnumerable<string> known, string otherwise) =>
        Refuse(reason, DidYouMean.Closest(word, known) is { } meant ? $"Did you mean '{meant}'?" : otherwise);

    /// <summary>A field that is not written, where it could be.</summary>
    public Field Missing(string name) => this with { Node = new SourceNode.Scalar(Node.Place, ""), Path = Join(name) };

    private void Report(string reason, string suggestion, FindingSeverity severity)
    {
        if (Node is not SourceNode.Scalar { IsRefused: true })
        {
            Findings.Add(new PolicyFinding(Node.Place, Path, Shown(), reason, suggestion, severity));
        }
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private string Shown() => Node switch
    {
        SourceNode.Scalar scalar => PolicyFinding.Shortened(scalar.Text),
        SourceNode.Sequence => "a list",
        _ when Path.Length == 0 => "",
        _ => "named fields",
    };
}
