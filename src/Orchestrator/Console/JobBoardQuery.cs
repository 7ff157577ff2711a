using Orchestrator.Api;
using Orchestrator.Core;
using Orchestrator.Jobs;
using Orchestrator.Storage;

namespace Orchestrator.Console;

/// <summary>The lists of the jobs' page.</summary>
public enum JobListing
{
    Overdue,
    Scheduled,
    Running,
    Succeeded,
    Failed,
    Dead,
    Interrupted,
    Misfired,
}

/// <summary>Which jobs to list, as it stands in the page's address.</summary>
/// <param name="query">The address's query: hostile.</param>
public sealed class JobBoardQuery(IQueryCollection query)
{
    private const int LongestText = 64;

    /// <summary>Null: the overview, or whatever was searched for.</summary>
    public JobListing? Listing { get; } = query["state"].FirstOrDefault() is { } word ? Words.Find<JobListing>(word) : null;

    /// <summary>A case's id, its beginning, or a telephone number.</summary>
    public string? Find { get; } = query["find"].FirstOrDefault()?.Trim() is { Length: > 0 and <= LongestText } text ? text : null;

    /// <summary>The list is of cases that are to be woken, not of runs.</summary>
    public bool IsOfWakeUps => Listing is JobListing.Overdue or JobListing.Scheduled;

    /// <summary>Successes are those of wake-ups unless told otherwise: recurring jobs succeed every few seconds.</summary>
    public JobKind? Kind { get; } = query["kind"].FirstOrDefault() is { } kind ? Words.Find<JobKind>(kind) : query["state"] == "succeeded" ? JobKind.WakeUp : null;

    public PageKey? Behind => query["behind"].FirstOrDefault() is { } cursor ? Cursor.Decode(cursor, List) : null;

    private string List => $"console/jobs?{Listing}&{Kind}&{Find}";

    /// <summary>The runs that the list is of.</summary>
    public JobRunFilter Filter(Guid[]? caseIds) =>
        new(Listing is { } listing ? Words.Parse<JobState>(Words.Of(listing)) : null, Kind is { } kind ? Words.Of(kind) : null, caseIds);

    /// <summary>The same list, continued behind a row; null: from its start.</summary>
    public string Link(PageKey? behind)
    {
        var pairs = new List<KeyValuePair<string, string?>>();
        Add("state", Listing is { } listing ? Words.Of(listing) : null);
        Add("kind", Kind is { } kind ? Words.Of(kind) : null);
        Add("find", Find);
        Add("behind", behind is null ? null : Cursor.Encode(behind, List));
        return "/jobs" + QueryString.Create(pairs).ToUriComponent();

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                pairs.Add(new KeyValuePair<string, string?>(name, value));
            }
        }
    }
}
