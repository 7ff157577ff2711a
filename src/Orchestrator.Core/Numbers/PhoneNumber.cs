namespace Orchestrator.Core.Numbers;

/// <summary>A telephone number in E.164 form: <c>+</c>, then 7 to 15 digits (ITU-T E.164 §6). Safe in a dial string by construction.</summary>
public readonly record struct PhoneNumber
{
    private readonly string? value;

    private PhoneNumber(string value) => this.value = value;

    /// <summary>The number with its plus sign, for example <c>+74951234567</c>.</summary>
    public string E164 => value ?? throw new InvalidOperationException("No number.");

    /// <summary>The digits alone.</summary>
    public string Digits => E164[1..];

    /// <summary>For logs: the first four digits and the last two, <c>+7495…67</c>.</summary>
    public string Shortened => E164.Length <= 7 ? "…" + E164[^2..] : E164[..5] + "…" + E164[^2..];

    /// <summary>Takes <c>+</c> and 7 to 15 ASCII digits, nothing else; null otherwise.</summary>
    public static PhoneNumber? FromE164(string text)
    {
        if (text is not { Length: >= 8 and <= 16 } || text[0] != '+' || text[1] == '0')
        {
            return null;
        }

        foreach (var c in text.AsSpan(1))
        {
            if (!char.IsAsciiDigit(c))
            {
                return null;
            }
        }

        return new PhoneNumber(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Shortened;
}
