using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Access;

/// <summary>Secrets of 256 random bits, of which only the SHA-256 is kept: sessions and one-time links. So many bits need no salt and no slow hash.</summary>
public static class AccessKey
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
