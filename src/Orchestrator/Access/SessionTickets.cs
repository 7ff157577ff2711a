using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>
/// Sessions live in Postgres, not in the cookie: they can be seen and ended, and a changed role takes effect. The cookie has the session's key only.
/// What was looked up is believed for a few seconds, so that open pages do not ask the database each second.
/// </summary>
public sealed class SessionTickets(Database database, IClock clock, IHttpContextAccessor http) : ITicketStore
{
    public const string SchemeName = CookieAuthenticationDefaults.AuthenticationScheme;

    /// <summary>A session ends when it was not used for so long.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromHours(12);

    /// <summary>A wallboard hangs on the wall for weeks, but not for ever.</summary>
    private static readonly Duration Longest = Duration.FromDays(30);

    /// <summary>How long another instance may still believe in a session that was ended.</summary>
    private static readonly Duration Believed = Duration.FromSeconds(10);

    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<string, (SessionRow? Session, Instant Until)> remembered = new(StringComparer.Ordinal);

    /// <summary>A principal with what the console needs to know of a person.</summary>
    public static ClaimsPrincipal Principal(Guid accountId, string name, AccountRole role, Guid? session = null)
    {
        var identity = new ClaimsIdentity(SchemeName);
        identity.AddClaim(new Claim(ClaimTypes.NameIdentifier, accountId.ToString()));
        identity.AddClaim(new Claim(ClaimTypes.Name, name));
        identity.AddClaim(new Claim(ClaimTypes.Role, Words.Of(role)));
        if (session is { } id)
        {
            identity.AddClaim(new Claim(ClaimTypes.Sid, id.ToString()));
        }

        return new ClaimsPrincipal(identity);
    }

    /// <summary>The session that a request is part of.</summary>
    public static Guid? SessionOf(ClaimsPrincipal user) => Guid.TryParse(user.FindFirstValue(ClaimTypes.Sid), out var id) ? id : null;

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var key = AccessKey.New();
        var account = Guid.Parse(ticket.Principal.FindFirstValue(ClaimTypes.NameIdentifier)!);
        var request = http.HttpContext;
        await database.InTransactionAsync(
            tx => tx.Sessions.StartAsync(
                AccessKey.Hash(key), account, Duration.FromTimeSpan(Idle), request?.Connection.RemoteIpAddress?.ToString(), request?.Request.Headers.UserAgent),
            request?.RequestAborted ?? default);
        return key;
    }

    public async Task RenewAsync(string key, AuthenticationTicket ticket)
    {
        if (await FindAsync(key) is { } session)
        {
            var until = Instant.Min(clock.GetCurrentInstant() + Duration.FromTimeSpan(Idle), session.StartedAt + Longest);
            await database.InTransactionAsync(tx => tx.Sessions.TouchAsync(session.Id, until), default);
            remembered.TryRemove(key, out _);
        }
    }

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        if (await FindAsync(key) is not { } session)
        {
            return null;
        }

        return new AuthenticationTicket(
            Principal(session.AccountId, session.Name, session.Role, session.Id),
            new AuthenticationProperties { IssuedUtc = session.SeenAt.ToDateTimeOffset(), ExpiresUtc = session.ExpiresAt.ToDateTimeOffset(), IsPersistent = true },
            SchemeName);
    }

    public async Task RemoveAsync(string key)
    {
        await database.InTransactionAsync(tx => tx.Sessions.EndAsync(AccessKey.Hash(key), "signed out"), default);
        remembered.TryRemove(key, out _);
    }

    /// <summary>Looks every session up again: somebody's rights have changed here.</summary>
    public void Forget() => remembered.Clear();

    private async Task<SessionRow?> FindAsync(string key)
    {
        var now = clock.GetCurrentInstant();
        if (remembered.TryGetValue(key, out var known) && now < known.Until)
        {
            return known.Session;
        }

        var session = await database.InTransactionAsync(tx => tx.Sessions.FindAsync(AccessKey.Hash(key)), default);
        if (remembered.Count >= MostRemembered)
        {
            remembered.Clear();
        }

        remembered[key] = (session, now + Believed);
        return session;
    }
}
