using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// One block of headers. Order, duplicates and unknown headers are kept. The bytes are kept as they came, and a header is decoded when it is
/// asked for: most events are dropped by their name. Only whole lines are decoded; invalid UTF-8 becomes U+FFFD.
/// </summary>
public sealed class AmiMessage
{
    private readonly ReadOnlyMemory<byte> block;
    private KeyValuePair<string, string>[]? headers;
    private string? eventName;

    /// <param name="block">Lines separated by CRLF, without the empty line at the end. The message keeps it.</param>
    internal AmiMessage(ReadOnlyMemory<byte> block) => this.block = block;

    /// <summary>First value of the header, or null. Names are compared without case.</summary>
    public string? this[string header]
    {
        get
        {
            var lines = new AmiLines(block.Span);
            while (lines.MoveNext())
            {
                if (lines.IsNamed(header))
                    return lines.Value();
            }

            return null;
        }
    }

    /// <summary>The event's name; empty for a response.</summary>
    public string EventName => eventName ??= ReadEventName();

    /// <summary>Every header in order. A line without a colon is one with an empty name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers ??= ReadHeaders();

    /// <summary>The block's size on the wire in bytes.</summary>
    public int Size => block.Length;

    /// <summary>The stream goes on with what is no beginning of a message: the empty line that ended this block was not Asterisk's.</summary>
    internal bool IsFollowedByRest { get; init; }

    /// <summary>A message written by hand, for tests and replays.</summary>
    public static AmiMessage Parse(string block) => new(Encoding.UTF8.GetBytes(block.TrimEnd('\r', '\n')));

    /// <summary>Every value of the header, in order.</summary>
    public IEnumerable<string> All(string header) =>
        Headers.Where(h => h.Key.Equals(header, StringComparison.OrdinalIgnoreCase)).Select(h => h.Value);

    /// <summary>The name only: values may be phone numbers.</summary>
    public override string ToString() => EventName is { Length: > 0 } name ? $"Event {name}" : "Response";

    internal bool Is(string header, string value) => string.Equals(this[header], value, StringComparison.OrdinalIgnoreCase);

    internal AmiForm Form() => IsFollowedByRest ? AmiForm.Cut : AmiForms.Of(block.Span);

    /// <summary>Whether this is the second header: Asterisk's own place for it, that no value comes before.</summary>
    internal bool IsSecond(string header)
    {
        var lines = new AmiLines(block.Span);
        return lines.MoveNext() && lines.MoveNext() && lines.IsNamed(header);
    }

    /// <summary>What a block is, is told by its first header and by nothing else.</summary>
    internal bool IsResponse()
    {
        var lines = new AmiLines(block.Span);
        return lines.MoveNext() && lines.IsNamed("Response");
    }

    private string ReadEventName()
    {
        var lines = new AmiLines(block.Span);
        return lines.MoveNext() && lines.IsNamed("Event") ? AmiNames.Decode(lines.RawValue()) : "";
    }

    private KeyValuePair<string, string>[] ReadHeaders()
    {
        var read = new List<KeyValuePair<string, string>>(16);
        var lines = new AmiLines(block.Span);
        while (lines.MoveNext())
            read.Add(new(lines.Name(), lines.Value()));
        return [.. read];
    }
}
