using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Loads the numbers file. Everything that is wrong becomes a finding; nothing is thrown.</summary>
public static class NumbersFile
{
    /// <inheritdoc cref="LoadWithText"/>
    public static NumbersReading Load(string path) => LoadWithText(path).Reading;

    /// <summary>
    /// A file that is not there gives <see cref="NumberPlan.Unknown"/> and a warning: nothing can be dialled then. Its text is null, as is that of one that cannot be read.
    /// </summary>
    public static (NumbersReading Reading, string? Text) LoadWithText(string path)
    {
        if (!File.Exists(path))
        {
            var finding = new PolicyFinding(
                new Place(Path.GetFileName(path), 1, 1), "home", null, new Reason.NoNumbersFile(), new Reason.WriteNumbersFile(), FindingSeverity.Warning);
            return (new NumbersReading(NumberPlan.Unknown, [finding]), null);
        }

        var (source, text) = YamlFile.Read(path);
        return (Read(source), text.Length == 0 ? null : text);
    }

    /// <summary>Reads a text as if it were the numbers file.</summary>
    public static NumbersReading Read(string fileName, string text) => Read(YamlSource.Parse(text, fileName));

    private static NumbersReading Read(YamlReading source)
    {
        var reading = source.Root is { } root ? NumbersReader.Read(root) : new NumbersReading(null, []);
        return source.Findings.IsEmpty ? reading : new NumbersReading(null, PolicyFinding.InOrder([.. source.Findings, .. reading.Findings]));
    }
}
