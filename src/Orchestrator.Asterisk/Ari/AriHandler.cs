namespace Orchestrator.Asterisk.Ari;

/// <summary>The one connection pool of an ARI.</summary>
public static class AriHandler
{
    /// <summary>No proxy, no redirects, no cookies: Asterisk is spoken to directly.</summary>
    public static SocketsHttpHandler Create(AriOptions options) => new()
    {
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionIdleTimeout = options.PooledIdle,
        MaxConnectionsPerServer = options.MaxConnections,
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
    };
}
