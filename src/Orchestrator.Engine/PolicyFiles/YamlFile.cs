using System.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.PolicyFiles;

/// <summary>Reads a YAML file from disk. Everything that is wrong becomes a finding.</summary>
internal static class YamlFile
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's nodes, and its text; empty when it could not be read.</summary>
    public static (YamlReading Reading, string Text) Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            return Read(name, Bytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (Refused(name, new Reason.FileUnreadable(e.Message.TrimEnd('.')), new Reason.LookAtFileRights()), "");
        }
    }

    internal static (YamlReading Reading, string Text) Read(string name, byte[] bytes)
    {
        if (bytes.Length > YamlSource.MostBytes)
        {
            return (new YamlReading(null, [YamlSource.TooLarge(name)]), "");
        }

        try
        {
            // The scanner would take a byte order mark for a part of the first name.
            var text = Strict.GetString(bytes).TrimStart('\uFEFF');
            return (YamlSource.Parse(text, name), text);
        }
        catch (DecoderFallbackException e)
        {
            return (Refused(name, new Reason.NotUtf8(e.Index + 1), new Reason.SaveAsUtf8()), "");
        }
    }

    private static YamlReading Refused(string name, Reason reason, Reason suggestion) =>
        new(null, [new PolicyFinding(new Place(name, 1, 1), "", null, reason, suggestion)]);

    // One byte more than is allowed shows that the file is too large, however large it is and even if it has no end.
    private static byte[] Bytes(string path)
    {
        using var file = File.OpenRead(path);
        var bytes = new byte[YamlSource.MostBytes + 1];
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
