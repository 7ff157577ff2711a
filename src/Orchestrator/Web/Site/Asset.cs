using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.Net.Http.Headers;

namespace Orchestrator.Web.Site;

/// <summary>
/// Style sheets and scripts, from inside the assembly. An address has a part of the content's SHA-256 in it, so that browsers may keep it for ever.
/// </summary>
internal static class Asset
{
    private const string Root = "/assets/";
    private const string Resources = "assets/";

    private static readonly FrozenDictionary<string, Content> All = Read();

    /// <summary>The address of an asset by its file's name.</summary>
    /// <exception cref="KeyNotFoundException">There is no such asset.</exception>
    public static string Path(string name) => $"{Root}{All[name].Version}/{name}";

    public static void MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Root + "{version}/{name}", (string version, string name, HttpContext http) =>
        {
            if (!All.TryGetValue(name, out var content))
            {
                return Results.NotFound();
            }

            // An old page may ask for an older version: it gets this one, and must not keep it as the old.
            http.Response.Headers.CacheControl = version == content.Version ? "public, max-age=31536000, immutable" : "no-cache";
            return Results.Bytes(content.Bytes, content.Type, entityTag: new EntityTagHeaderValue($"\"{content.Version}\""));
        }).AllowAnonymous().ExcludeFromDescription();

    private static FrozenDictionary<string, Content> Read()
    {
        var assembly = typeof(Asset).Assembly;
        return assembly.GetManifestResourceNames().Where(n => n.StartsWith(Resources, StringComparison.Ordinal)).ToFrozenDictionary(
            n => n[Resources.Length..],
            n =>
            {
                using var stream = assembly.GetManifestResourceStream(n)!;
                var bytes = new byte[stream.Length];
                stream.ReadExactly(bytes);
                return new Content(bytes, Type(n), Convert.ToHexStringLower(SHA256.HashData(bytes))[..12]);
            },
            StringComparer.Ordinal);
    }

    private static string Type(string name) => System.IO.Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new InvalidOperationException($"No content type for {other}."),
    };

    private sealed record Content(byte[] Bytes, string Type, string Version);
}
