using System.Collections.Immutable;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>What came of a file's text.</summary>
/// <param name="Root">The content; null where the text could not be read to its end, and that is a finding. Otherwise fields can be read from it, whatever else was found.</param>
/// <param name="Findings">Errors of the syntax.</param>
internal sealed record YamlReading(SourceNode? Root, ImmutableArray<PolicyFinding> Findings);

/// <summary>
/// Turns YAML into nodes with positions. Takes the plain part of YAML only: no anchors, aliases and tags, one document,
/// bounded size and depth, so that no file can make it slow or large.
/// </summary>
internal static class YamlSource
{
    /// <summary>Bytes, and characters, of a file; a policy has some two thousand.</summary>
    public const int MostBytes = 256 * 1024;

    private const int MostDepth = 20;

    public static YamlReading Parse(string text, string fileName)
    {
        if (text.Length > MostBytes)
        {
            return new YamlReading(null, [TooLarge(fileName)]);
        }

        var places = new TextPlaces(text, fileName);
        if (Unreadable(text, places) is { } finding)
        {
            return new YamlReading(null, [finding]);
        }

        var findings = new List<PolicyFinding>();
        var parser = new Parser(new Scanner(new StringReader(text)));
        try
        {
            var root = new NodeBuilder(parser, places, MostDepth, findings).Document();
            return new YamlReading(root, [.. findings]);
        }
        catch (YamlException e)
        {
            // The library's message may name the position once more; the finding has it.
            return new YamlReading(null, [.. findings, Broken(e.Start, new Reason.Quoted(e.Message.Split("): ")[^1].TrimEnd('.')))]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // The parser meets arbitrary text; whatever it trips over is a fault of the file, reported at the last good place.
            return new YamlReading(null, [.. findings, Broken(parser.Current?.Start ?? Mark.Empty, new Reason.CannotBeReadAsYaml())]);
        }

        PolicyFinding Broken(Mark at, Reason why) => places.IndentingTab() is { } tab
            ? new(tab, "", null, new Reason.NotYaml(new Reason.TabInIndentation()), new Reason.IndentWithSpaces())
            : new(places.Of(at), "", null, new Reason.NotYaml(why), new Reason.LookNearThisPlace());
    }

    internal static PolicyFinding TooLarge(string fileName) =>
        new(new Place(fileName, 1, 1), "", null, new Reason.FileTooLarge(MostBytes / 1024), new Reason.IsItTheRightFile());

    private static PolicyFinding? Unreadable(string text, TextPlaces places)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if ((char.IsControl(c) && c is not ('\t' or '\n' or '\r' or '\u0085')) || LoneSurrogate(text, i))
            {
                // The scanner takes a NUL for the end of the file, and the rest would be ignored.
                return new PolicyFinding(places.Of(i), "", PolicyFinding.Shown($"U+{(int)c:X4}"), new Reason.NoTextCharacter(), new Reason.DeleteCharacter());
            }
        }

        return null;
    }

    private static bool LoneSurrogate(string text, int i) =>
        (char.IsHighSurrogate(text[i]) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))
        || (char.IsLowSurrogate(text[i]) && (i == 0 || !char.IsHighSurrogate(text[i - 1])));
}
