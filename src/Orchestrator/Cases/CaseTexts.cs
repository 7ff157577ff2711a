namespace Orchestrator.Cases;

/// <summary>Sentences that the API and the command line write into timelines alike.</summary>
public static class CaseTexts
{
    /// <param name="who">Who takes the promise back.</param>
    /// <param name="reason">Why, in that person's words; or null.</param>
    public static string Withdrawn(string who, string? reason) => reason is null ? $"withdrawn by {who}" : $"withdrawn by {who}: {reason.TrimEnd('.')}";
}
