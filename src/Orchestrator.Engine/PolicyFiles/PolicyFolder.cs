using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.Settings;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>The policy files and the numbers file on the disk.</summary>
/// <param name="directory">Of the policy files.</param>
/// <param name="numbersFile">Usually in the same directory.</param>
public sealed class PolicyFolder(string directory, string numbersFile)
{
    /// <summary>The policy files of the configuration.</summary>
    public static PolicyFolder Of(OrchestratorOptions options) => new(options.Policies, options.Numbers ?? Path.Combine(options.Policies, "numbers.yaml"));

    /// <summary>The directories whose changes matter.</summary>
    public IEnumerable<string> Directories =>
        new[] { Path.GetFullPath(directory), Path.GetDirectoryName(Path.GetFullPath(numbersFile))! }.Distinct(StringComparer.Ordinal);

    /// <summary>Reads everything as it is now.</summary>
    public FolderLook Look()
    {
        var policies = PolicyDirectory.Load(directory);
        var (reading, text) = NumbersFile.LoadWithText(numbersFile);
        var numbers = new NumbersLook(Path.GetFileName(numbersFile), text, reading);
        return new FolderLook(policies, numbers, policies.Files.IsEmpty && IsAway());
    }

    /// <summary>
    /// A directory that cannot be read, or with nothing at all in it, is a mount that is away rather than the wish to have no policies.
    /// (Who wishes that still has the numbers file there, or sets mode: off.)
    /// </summary>
    private bool IsAway()
    {
        try
        {
            return !Directory.EnumerateFileSystemEntries(directory).Any();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return true;
        }
    }
}

/// <summary>What one look at the files saw.</summary>
/// <param name="IsAway">The directory cannot be read or has nothing in it: that says nothing of the policies.</param>
public sealed record FolderLook(PolicySetReading Policies, NumbersLook Numbers, bool IsAway)
{
    /// <summary>Two looks with the same fingerprint saw the same.</summary>
    public string Fingerprint { get; } = FingerprintOf(Policies, Numbers, IsAway);

    private static string FingerprintOf(PolicySetReading policies, NumbersLook numbers, bool isAway)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        IEnumerable<string> parts =
        [
            isAway ? "away" : "there",
            .. policies.Files.SelectMany(f => new[] { f.File, f.Text, f.Defaults }),
            numbers.Text ?? "none",
            .. Told(policies.Findings),
            .. Told(numbers.Reading.Findings),
        ];
        foreach (var part in parts)
        {
            hash.AppendData(SHA256.HashData(Encoding.UTF8.GetBytes(part)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Files that cannot be read have no text; they differ by what is wrong with them.</summary>
    private static IEnumerable<string> Told(ImmutableArray<PolicyFinding> findings) => findings.Select(f => f.ToString());
}

/// <summary>The numbers file.</summary>
/// <param name="File">Its name without the directory.</param>
/// <param name="Text">Null when there is none, or it could not be read.</param>
/// <param name="Reading">What came of it.</param>
public sealed record NumbersLook(string File, string? Text, NumbersReading Reading);
