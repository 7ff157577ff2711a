using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Storage;

/// <summary>A case's id as a person types it: whole, or its beginning.</summary>
/// <param name="First">The smallest id that begins so.</param>
/// <param name="Last">The greatest.</param>
internal sealed record CaseIdText(Guid First, Guid Last)
{
    private const int Shortest = 8;
    private const int Whole = 32;

    /// <summary>Null when it is no id.</summary>
    public static CaseIdText? Parse(string text)
    {
        var digits = text.Replace("-", "", StringComparison.Ordinal);
        return digits.Length is >= Shortest and <= Whole && digits.All(char.IsAsciiHexDigit)
            ? new CaseIdText(Guid.ParseExact(digits.PadRight(Whole, '0'), "N"), Guid.ParseExact(digits.PadRight(Whole, 'f'), "N"))
            : null;
    }

    /// <summary>The one case that is meant.</summary>
    /// <exception cref="NoSuchCaseException">There is none, or there are several.</exception>
    public async Task<Guid> FindAsync(Transaction tx)
    {
        var found = await tx.CaseViews.FindIdsAsync(First, Last);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new NoSuchCaseException(new Reason.NoSuchCase()),
            _ => throw new NoSuchCaseException(new Reason.SeveralCases()),
        };
    }
}

/// <summary>A person named a case that is not there, or not clearly.</summary>
public sealed class NoSuchCaseException(Reason why) : Exception(why.ToString())
{
    public Reason Why => why;
}
