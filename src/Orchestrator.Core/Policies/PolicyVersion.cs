using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Core.Policies;

/// <summary>Names a policy file's content: the same text has the same version on every machine.</summary>
public static class PolicyVersion
{
    /// <summary>First 12 hex digits of the SHA-256 of the text in UTF-8.</summary>
    public static string Of(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
}
