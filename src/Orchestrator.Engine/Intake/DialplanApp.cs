namespace Orchestrator.Engine.Intake;

/// <summary>Which queue a line of the dialplan sends a caller to: with <c>Queue()</c>, or with <c>Queue()</c> inside of an application that runs others.</summary>
internal static class DialplanApp
{
    private const string Queue = "Queue";

    /// <param name="app">The application as AMI and ARI name it.</param>
    /// <param name="data">Its arguments, variables filled in.</param>
    /// <returns>The queue's name, or null when the line leads to none.</returns>
    public static string? QueueOf(string? app, string? data) => (app, data ?? "") switch
    {
        (Queue, var arguments) => FirstArgument(arguments),
        ("Exec" or "TryExec", var call) => InCall(call),
        ("ExecIf", var text) => Chosen(text) is { } call ? InCall(call) : null,
        _ => null,
    };

    /// <summary>The first argument of <c>Queue(sales,tT,,,60)</c>.</summary>
    public static string FirstArgument(string arguments) => arguments.Split(',', 2)[0];

    /// <summary><c>Queue(sales,t)</c></summary>
    private static string? InCall(string text) => text.Trim() is var call && call.StartsWith(Queue + "(", StringComparison.OrdinalIgnoreCase)
        ? FirstArgument(call[(Queue.Length + 1)..].TrimEnd().TrimEnd(')'))
        : null;

    /// <summary>What <c>ExecIf(condition?call[:other call])</c> runs (apps/app_exec.c).</summary>
    private static string? Chosen(string text)
    {
        if (text.Split('?', 2) is not [var condition, var calls])
        {
            return null;
        }

        var end = EndOfCall(calls);
        return IsTrue(condition) ? calls[..end] : end + 1 < calls.Length ? calls[(end + 1)..] : null;
    }

    /// <summary>The colon behind the first call; colons within its parentheses are its own.</summary>
    private static int EndOfCall(string calls)
    {
        var depth = 0;
        for (var i = 0; i < calls.Length; i++)
        {
            depth += calls[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (calls[i] == ':' && depth <= 0)
            {
                return i;
            }
        }

        return calls.Length;
    }

    /// <summary>As pbx_checkcondition has it: a number is true unless it is 0, another text unless it is empty.</summary>
    private static bool IsTrue(string condition) =>
        condition.Trim() is { Length: > 0 } text && (!char.IsAsciiDigit(text[0]) || text.TrimStart('0') is not ("" or [not (>= '1' and <= '9'), ..]));
}
