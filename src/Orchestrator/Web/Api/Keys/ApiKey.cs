using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Web.Api.Keys;

/// <summary>API keys: 256 random bits, of which only the SHA-256 is kept. So many bits need no salt and no slow hash.</summary>
public static class ApiKey
{
    /// <summary>Lets scanners of logs and repositories recognise a key that was left lying about.</summary>
    public const string Prefix = "cbo_";

    /// <summary>The length of every key, in characters.</summary>
    public const int Length = 4 + 43;

    public static string New() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>What is kept to recognise a key by: 24 of its 256 bits.</summary>
    public static string Beginning(string key) => key[..8];

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether a text can be a key at all; what cannot is not looked up.</summary>
    public static bool IsOne(string text) => text.Length == Length && text.StartsWith(Prefix, StringComparison.Ordinal);
}
