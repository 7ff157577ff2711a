namespace Orchestrator.Engine.Storage;

/// <summary>
/// Reasons of <c>callback_case</c>. They are stored as values beside their English texts; rows from before have the text alone, which is read as a reason that is the same in every language.
/// Each takes the table's alias with its point, or nothing.
/// </summary>
internal static class ReasonColumns
{
    public static string NextAttempt(string table = "") => Of(table, "next_attempt_reason", "next_attempt_why");

    public static string Held(string table = "") => Of(table, "held_reason", "held_why");

    public static string Closing(string table = "") => Of(table, "closing_reason", "closing_why");

    public static string Closed(string table = "") => Of(table, "closed_reason", "reason");

    private static string Of(string table, string value, string text) => $"coalesce({table}{value}, to_jsonb({table}{text})) as {text}";
}
