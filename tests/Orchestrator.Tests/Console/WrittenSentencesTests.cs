using System.Text.RegularExpressions;
using Orchestrator.Console.Languages.Stories;
using Orchestrator.Policies;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Console;

/// <summary>
/// Every English phrase in the code that writes the story of a case is one that the Russian phrase book has. A new sentence fails here until it is translated,
/// in Console/Languages/Stories/RussianPhrases.
/// </summary>
public sealed partial class WrittenSentencesTests
{
    /// <summary>Where stories are written; all files below, and files.</summary>
    private static readonly string[] Writers =
    [
        "src/Orchestrator.Core/Planning", "src/Orchestrator.Core/Attempts", "src/Orchestrator.Core/Numbers/NumberPlan.cs", "src/Orchestrator.Core/Numbers/CallerId.cs",
        "src/Orchestrator/Cases", "src/Orchestrator/Dispatch", "src/Orchestrator/Dialling", "src/Orchestrator/Operators",
        "src/Orchestrator/Intake/MissedCallRecorder.cs", "src/Orchestrator/Intake/CaseOpening.cs", "src/Orchestrator/Numbers/NumberDesk.cs", "src/Orchestrator/Numbers/NumberVerdict.cs",
        "src/Orchestrator/Intake/IntakeWorker.cs", "src/Orchestrator/Policies/CoveredCall.cs", "src/Orchestrator/Policies/MissedTime.cs",
        "src/Orchestrator/Policies/ExplainQuestion.cs",
    ];

    /// <summary>Where the calls that write a story may stand besides: they only pass on what others say.</summary>
    private static readonly string[] PassesOn = ["src/Orchestrator/Storage", "src/Orchestrator/Cli/Cases/CaseStory.cs", "src/Orchestrator/Cli/Cases/CaseShowCommand.cs"];

    /// <summary>Text in those files that is in no story.</summary>
    private static readonly string[] Elsewhere =
    [
        "ddd HH:mm", "ddd d MMM HH:mm", "uuuu-MM-dd HH:mm", "uuuu-MM-dd HH:mm:ss", // patterns of times
        "\"Callback\" <", // what an operator's telephone shows
        "the dialplan has no [", " is not running", // logged
        MissedTime.Expected, // known with its full stop
    ];

    [Fact]
    public void Writers_EveryPhrase_HasRussianWords()
    {
        var known = RussianPhrases.All.Select(p => Holes().Replace(p.English, "{}")).SelectMany(p => new[] { p.Replace("(s)", "", StringComparison.Ordinal), p.Replace("(s)", "s", StringComparison.Ordinal) }).ToList();

        var unknown = (from file in Writers.SelectMany(FilesOf)
                       from text in SourceTexts.Of(File.ReadAllText(file))
                       where IsEnglish(text) && !Elsewhere.Contains(text) && !IsKnown(text) && !text.Split("; ").All(IsKnown) // reasons stand behind each other
                       select $"{Path.GetFileName(file)}: {text}").ToList();

        bool IsKnown(string text) => known.Exists(k => k.Contains(text, StringComparison.Ordinal));

        Assert.True(unknown.Count == 0, $"Not in Console/Languages/Stories/RussianPhrases:\n{string.Join('\n', unknown)}");
    }

    [Fact]
    public void Stories_AreWrittenOnlyWhereThisTestLooks()
    {
        var looked = Writers.SelectMany(FilesOf).Concat(PassesOn.SelectMany(FilesOf)).ToHashSet(StringComparer.Ordinal);

        var unseen = FilesOf("src/Orchestrator").Where(f => !looked.Contains(f) && WritesAStory().IsMatch(File.ReadAllText(f))).ToList();

        Assert.True(unseen.Count == 0, $"Write stories, and are no Writers of this test:\n{string.Join('\n', unseen)}");
    }

    private static IEnumerable<string> FilesOf(string place)
    {
        var path = PolicyText.Shipped(place);
        return File.Exists(path)
            ? [path]
            : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.EndsWith(".Log.cs", StringComparison.Ordinal) && !f.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));
    }

    /// <summary>Words, not a name and not SQL: some with a space between or beside them.</summary>
    private static bool IsEnglish(string text) =>
        text.Contains(' ', StringComparison.Ordinal) && text.Any(char.IsAsciiLetter) && !text.StartsWith("select ", StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^{}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Holes();

    [GeneratedRegex(@"\b(TellAsync|NoCaseAsync|HoldAsync|WishToCloseAsync|CloseCaseAsync|EndAttemptAsync)\(", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WritesAStory();
}
