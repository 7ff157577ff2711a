namespace Orchestrator.Engine.PolicyFiles;

/// <summary>
/// Decides when a change of the files is taken: when two looks in a row saw the same, so that no half-written file and no half-done checkout goes live.
/// Files that never hold still are taken after some looks as they are; a broken one does no harm.
/// </summary>
/// <param name="look">Looks at the files.</param>
/// <param name="taken">The fingerprint of the look that is in force already.</param>
internal sealed class SettledLooks(Func<FolderLook> look, string taken)
{
    /// <summary>With the pause between looks some six seconds of uninterrupted change.</summary>
    internal const int MostUnsettled = 20;

    private string inForce = taken;
    private string? candidate;
    private int unsettled;

    /// <summary>Looks once.</summary>
    public LookResult Next()
    {
        var seen = look();
        if (seen.Fingerprint == inForce)
        {
            (candidate, unsettled) = (null, 0);
            return new LookResult.Same();
        }

        if (seen.Fingerprint != candidate && ++unsettled < MostUnsettled)
        {
            candidate = seen.Fingerprint;
            return new LookResult.Moving();
        }

        (inForce, candidate, unsettled) = (seen.Fingerprint, null, 0);
        return new LookResult.Changed(seen);
    }
}

/// <summary>What a look came to: a closed set.</summary>
internal abstract record LookResult
{
    private LookResult()
    {
    }

    /// <summary>As it is in force.</summary>
    public sealed record Same : LookResult;

    /// <summary>Something changes just now: look again soon.</summary>
    public sealed record Moving : LookResult;

    /// <summary>Something changed, and holds still.</summary>
    public sealed record Changed(FolderLook Look) : LookResult;
}
