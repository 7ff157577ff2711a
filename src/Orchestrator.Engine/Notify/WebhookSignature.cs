using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Engine.Notify;

/// <summary>Signs webhooks as the Standard Webhooks specification (standardwebhooks.com) says, so that receivers find a library that verifies them.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int FewestBytes = 24;
    private const int MostBytes = 64;

    /// <summary>The key of a secret as it is written; null when it is none.</summary>
    public static byte[]? Key(string secret)
    {
        var base64 = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var key = new byte[MostBytes];
        return Convert.TryFromBase64String(base64, key, out var length) && length >= FewestBytes ? key[..length] : null;
    }

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="id">The value of <c>webhook-id</c>.</param>
    /// <param name="timestamp">The value of <c>webhook-timestamp</c>: seconds since 1970.</param>
    /// <param name="body">As it is sent.</param>
    public static string Of(byte[] key, string id, long timestamp, string body)
    {
        var signed = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.{body}"));
        return "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed));
    }
}
