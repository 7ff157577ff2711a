using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Orchestrator.Core.Texts;

namespace Orchestrator.Core.Reasons;

/// <summary>
/// Why something is so, what has happened, or what is to be done about it, as a value: programs compare it, and people read it in their language. A closed set of records, each with a stable code and typed arguments,
/// of which some are reasons themselves. What it says stands in the files of texts, under its code (<see cref="Language"/>).
/// </summary>
[JsonConverter(typeof(ReasonText))]
public abstract partial record Reason
{
    private Reason()
    {
    }

    /// <summary>The record's name in snake_case: <c>closed_then</c>. It is stored, and never changes.</summary>
    public string Code => ReasonForm.Of(GetType()).Code;

    /// <summary>The code of a kind.</summary>
    public static string CodeOf<T>() where T : Reason => ReasonForm.Of(typeof(T)).Code;

    /// <summary>In English, as it is stored beside the value.</summary>
    public sealed override string ToString() => Language.English.Say(this);

    /// <summary>One behind another, the first first.</summary>
    public sealed record Several(ImmutableArray<Reason> Reasons) : Reason
    {
        /// <inheritdoc/>
        public bool Equals(Several? other) => other is not null && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode() => Reasons.Aggregate(Reasons.Length, HashCode.Combine);
    }

    /// <summary>Words from outside, such as Asterisk's, or a text that was stored before reasons were values: the same in every language.</summary>
    public sealed record Quoted(string Text) : Reason;

    /// <summary>This one, with others behind it.</summary>
    public Reason Then(IEnumerable<Reason> others)
    {
        ImmutableArray<Reason> all = [this, .. others];
        return all.Length == 1 ? this : new Several(all);
    }

    /// <summary>One reason behind the others, each once.</summary>
    public Reason Also(Reason other) => this is Several several
        ? several.Reasons.Contains(other) ? this : new Several(several.Reasons.Add(other))
        : this == other ? this : new Several([this, other]);
}
