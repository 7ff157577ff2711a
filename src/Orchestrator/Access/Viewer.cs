using System.Security.Claims;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>The person at the browser.</summary>
/// <param name="Session">By which they are signed in.</param>
public sealed record Viewer(string Name, AccountRole Role, Guid? Session = null)
{
    public bool May(AccountRole needed) => Role.Includes(needed);

    /// <summary>Full telephone numbers are for those who work with them.</summary>
    public bool SeesNumbers => May(AccountRole.Operator);

    /// <summary>Null when nobody is signed in.</summary>
    public static Viewer? Of(ClaimsPrincipal user) => RoleOf(user) is { } role && user.Identity?.Name is { } name ? new Viewer(name, role, SessionTickets.SessionOf(user)) : null;

    public static AccountRole? RoleOf(ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.Role) is { } word ? Words.Find<AccountRole>(word) : null;

    public Actor ActorFrom(HttpContext http) => Actor.User(Name, http.Connection.RemoteIpAddress?.ToString());
}
