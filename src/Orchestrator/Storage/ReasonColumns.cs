namespace Orchestrator.Storage;

/// <summary>Reasons are stored as values beside their English texts; rows from before have the text alone, which is read as a reason that is the same in every language.</summary>
internal static class ReasonColumns
{
    public const string NextAttempt = "coalesce(next_attempt_reason, to_jsonb(next_attempt_why)) as next_attempt_why";
    public const string Held = "coalesce(held_reason, to_jsonb(held_why)) as held_why";
    public const string Closing = "coalesce(closing_reason, to_jsonb(closing_why)) as closing_why";
    public const string Closed = "coalesce(closed_reason, to_jsonb(reason)) as reason";
    public const string NoCase = "coalesce(no_case_why, to_jsonb(no_case_reason)) as no_case_reason";
}
