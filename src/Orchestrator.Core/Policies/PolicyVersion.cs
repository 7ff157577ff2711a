using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Core.Policies;

/// <summary>Names a policy's content: the same texts have the same version on every machine.</summary>
public static class PolicyVersion
{
    /// <summary>First 12 hex digits of the SHA-256 of the text in UTF-8, with the text of <c>defaults.yaml</c> behind a NUL where there is one.</summary>
    public static string Of(string text, string defaults = "") =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(defaults.Length == 0 ? text : text + '\0' + defaults)))[..12];
}
