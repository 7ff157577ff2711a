using System.Text;

namespace Orchestrator.Asterisk.Ami;

/// <summary>
/// An action with its headers; immutable, so that one can be kept and sent often. The client adds the ActionID.
/// Names and values with CR, LF or NUL are refused: they would start a header or an action of their own.
/// </summary>
public sealed class AmiAction
{
    /// <summary>Asterisk reads lines into a buffer of 1,024 bytes, line end included, and drops the action if one is longer (main/manager.c).</summary>
    public const int MaxLine = 1022;

    /// <summary>AST_MAX_MANHEADERS is 128, and the client needs two for itself.</summary>
    public const int MaxHeaders = 126;

    private static readonly char[] Breaking = ['\r', '\n', '\0'];

    private readonly KeyValuePair<string, string>[] headers;

    public AmiAction(string name)
        : this(Checked(name, nameof(name)), [])
    {
    }

    private AmiAction(string name, KeyValuePair<string, string>[] headers)
    {
        Name = name;
        this.headers = headers;
    }

    public string Name { get; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers => headers;

    /// <summary>Adds a header; an existing one of the same name stays, as AMI allows several.</summary>
    /// <exception cref="ArgumentException">CR, LF or NUL; an empty name or one with a colon; a line too long; too many headers; ActionID or Action.</exception>
    public AmiAction With(string header, string value)
    {
        Checked(header, nameof(header));
        if (value.IndexOfAny(Breaking) >= 0)
            throw new ArgumentException($"The value of {header} contains a line break or NUL.", nameof(value));
        if (header.Equals("ActionID", StringComparison.OrdinalIgnoreCase) || header.Equals("Action", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"{header} is set by the client.", nameof(header));
        if (Encoding.UTF8.GetByteCount(header) + 2 + Encoding.UTF8.GetByteCount(value) > MaxLine)
            throw new ArgumentException($"{header} is longer than the {MaxLine} bytes that Asterisk takes.", nameof(value));
        if (headers.Length == MaxHeaders)
            throw new ArgumentException($"An action takes at most {MaxHeaders} headers.", nameof(header));
        return new AmiAction(Name, [.. headers, new(header, value)]);
    }

    /// <summary>Adds the header if there is a value.</summary>
    public AmiAction WithOptional(string header, string? value) => value is null ? this : With(header, value);

    /// <summary>One <c>Variable:</c> header a variable: the comma-separated form can't carry a comma.</summary>
    /// <exception cref="ArgumentException">As <see cref="With"/>; or the name contains an equals sign.</exception>
    public AmiAction WithVariable(string name, string value)
    {
        if (string.IsNullOrEmpty(name) || name.Contains('=', StringComparison.Ordinal))
            throw new ArgumentException("A variable's name is not empty and contains no equals sign.", nameof(name));
        return With("Variable", $"{name}={value}");
    }

    /// <summary>The name only: values may be secrets or phone numbers.</summary>
    public override string ToString() => Name;

    internal byte[] Encode(string actionId)
    {
        var text = new StringBuilder(256).Append("Action: ").Append(Name).Append("\r\nActionID: ").Append(actionId).Append("\r\n");
        foreach (var (header, value) in headers)
            text.Append(header).Append(": ").Append(value).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.Append("\r\n").ToString());
    }

    private static string Checked(string name, string parameter)
    {
        if (string.IsNullOrWhiteSpace(name) || name.IndexOfAny(Breaking) >= 0 || name.Contains(':', StringComparison.Ordinal))
            throw new ArgumentException("A name is not empty and contains no colon, line break or NUL.", parameter);
        return name;
    }
}
