using Orchestrator.Core.Numbers;

namespace Orchestrator.Numbers;

/// <summary>Loads the numbers file. Everything that is wrong becomes a finding; nothing is thrown.</summary>
public static class NumbersFile
{
    /// <summary>A file that is not there gives <see cref="NumberPlan.Unknown"/> and a warning.</summary>
    public static NumbersReading Load(string path) => throw new NotSupportedException("Not written yet.");
}
