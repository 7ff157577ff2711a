using System.Globalization;
using NodaTime;
using Orchestrator.Core.Hours;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Fields;

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

    public string? Text(Reason suggestion)
    {
        switch (Node)
        {
            case SourceNode.Scalar { Text.Length: > 0 } scalar:
                return scalar.Text;
            case SourceNode.Scalar:
                Refuse(new Reason.NothingWritten(), suggestion);
                return null;
            default:
                Refuse(new Reason.SingleValueExpected(), suggestion);
                return null;
        }
    }

    /// <summary>Text that satisfies a condition.</summary>
    public string? Text(Func<string, bool> fits, Reason reason, Reason suggestion)
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
    public string? Name(Reason reason, Reason suggestion) => Name(SafeText.IsName, reason, suggestion);

    /// <inheritdoc cref="Name(Reason, Reason)"/>
    public string? QueueName(Reason reason, Reason suggestion) => Name(SafeText.IsQueue, reason, suggestion);

    private string? Name(Func<string, bool> fits, Reason reason, Reason suggestion)
    {
        if (Node is SourceNode.Scalar { IsQuoted: false, Text: "~" or "null" or "Null" or "NULL" or "true" or "True" or "TRUE" or "false" or "False" or "FALSE" } plain)
        {
            Refuse(reason, new Reason.OrQuoteName(suggestion, plain.Text));
            return null;
        }

        return Text(fits, reason, suggestion);
    }

    public Duration? Span(Duration least, Duration most)
    {
        var suggestion = new Reason.WriteDuration(least, most, Duration.Max(least, Duration.FromSeconds(30)));
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (DurationText.Read(text) is not { } span)
        {
            Refuse(new Reason.NotADuration(), suggestion);
            return null;
        }

        if (span < least || span > most)
        {
            Refuse(new Reason.DurationOutOfRange(least, most), new Reason.WriteDurationWithin(least, most));
            return null;
        }

        return span;
    }

    public int? Whole(int least, int most)
    {
        var suggestion = new Reason.WriteWholeNumber(least, most);
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, Written, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most)
        {
            return number;
        }

        Refuse(new Reason.NotAWholeNumber(least, most), suggestion);
        return null;
    }

    /// <summary>An amount of money, from 0 on.</summary>
    public decimal? Amount(int most)
    {
        var suggestion = new Reason.WriteAmount(most);
        if (Text(suggestion) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, Written, CultureInfo.InvariantCulture, out var amount) && amount >= 0 && amount <= most)
        {
            return amount;
        }

        Refuse(new Reason.NotAnAmount(), suggestion);
        return null;
    }

    public bool? Flag()
    {
        var suggestion = new Reason.WriteTrueOrFalse();
        switch (Text(suggestion))
        {
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            case null:
                return null;
            default:
                Refuse(new Reason.NeitherTrueNorFalse(), suggestion);
                return null;
        }
    }

    /// <summary>A word of a closed set.</summary>
    public T? Word<T>() where T : struct, Enum
    {
        var known = Words.All<T>();
        var choice = new Reason.WriteOneOf(string.Join(", ", known));
        if (Text(choice) is not { } text)
        {
            return null;
        }

        if (Words.Find<T>(text) is { } value)
        {
            return value;
        }

        RefuseUnknown(new Reason.UnknownWord(), text, known, choice);
        return null;
    }

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<Field>? Items(Reason suggestion, int most = int.MaxValue)
    {
        if (Node is not SourceNode.Sequence list)
        {
            Refuse(new Reason.ListExpected(), suggestion);
            return null;
        }

        if (list.Items.Length > most)
        {
            Refuse(new Reason.TooManyItems(list.Items.Length, most), new Reason.LeaveRestOut());
            return null;
        }

        return [.. list.Items.Select((item, i) => this with { Node = item, Path = $"{Path}[{i}]", IsPart = false })];
    }

    /// <summary>The items of a list, or the value itself where a list of one need not be written as a list.</summary>
    public IReadOnlyList<Field>? OneOrMore(Reason suggestion, int most = int.MaxValue)
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

        Refuse(new Reason.ListEmpty(), suggestion);
        return null;
    }

    /// <summary>The fields of a mapping. An unknown one is an error.</summary>
    public FieldSet? Fields(params IReadOnlyList<string> known)
    {
        if (Node is SourceNode.Mapping mapping)
        {
            return FieldSet.Check(this, mapping, known);
        }

        Refuse(new Reason.FieldsExpected(), new Reason.WriteFields(string.Join(", ", known)));
        return null;
    }

    public Field Under(SourceEntry entry) => this with { Node = entry.Value, Path = Join(entry.Name.Text) };

    public Field NameOf(SourceEntry entry) => this with { Node = entry.Name, Path = Join(entry.Name.Text) };

    public void Refuse(Reason reason, Reason suggestion) => Report(reason, suggestion, FindingSeverity.Error);

    public void Warn(Reason reason, Reason suggestion) => Report(reason, suggestion, FindingSeverity.Warning);

    public void RefuseUnknown(Reason reason, string word, IEnumerable<string> known, Reason otherwise) =>
        Refuse(reason, DidYouMean.Closest(word, known) is { } meant ? new Reason.DidYouMean(meant) : otherwise);

    /// <summary>A field that is not written, where it could be.</summary>
    public Field Missing(string name) => this with { Node = new SourceNode.Scalar(Node.Place, ""), Path = Join(name) };

    private void Report(Reason reason, Reason suggestion, FindingSeverity severity)
    {
        if (Node is not SourceNode.Scalar { IsRefused: true })
        {
            Findings.Add(new PolicyFinding(Node.Place, Path, Shown(), reason, suggestion, severity));
        }
    }

    private string Join(string name) => Path.Length == 0 ? name : $"{Path}.{name}";

    private Reason? Shown() => Node switch
    {
        SourceNode.Scalar scalar => PolicyFinding.Shown(scalar.Text),
        SourceNode.Sequence => new Reason.AList(),
        _ when Path.Length == 0 => null,
        _ => new Reason.NamedFields(),
    };
}
