using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Orchestrator.Core;
using Orchestrator.Engine.Storage;

namespace Orchestrator.Access;

/// <summary>Puts accounts, sessions and rights together.</summary>
public static class AccessSetup
{
    public const string SignInPath = "/sign-in";

    /// <summary>
    /// The authorization policy of pages that everybody may see, signed in or not. Unlike allowing anonymous users it looks who is there:
    /// a form's token is good for the person only who was given it.
    /// </summary>
    public const string Everybody = "everybody";

    /// <summary>The authorization policy that asks for a role.</summary>
    public static string PolicyName(AccountRole role) => "role:" + Words.Of(role);

    public static void AddAccess(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddHttpContextAccessor();
        services.AddSingleton<Accounts>();
        services.AddSingleton<SignIn>();
        services.AddSingleton<FirstAdministrator>();
        services.AddSingleton<PasswordLinks>();
        services.AddSingleton<SessionTickets>();
        services.AddSingleton<DataProtectionKeys>();
        services.AddDataProtection().SetApplicationName("orchestrator");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(
            provider => new ConfigureOptions<KeyManagementOptions>(o => o.XmlRepository = provider.GetRequiredService<DataProtectionKeys>()));

        services.AddAuthentication().AddCookie(SessionTickets.SchemeName);
        services.AddOptions<CookieAuthenticationOptions>(SessionTickets.SchemeName).Configure<SessionTickets>((cookie, sessions) =>
        {
            cookie.SessionStore = sessions;
            cookie.ExpireTimeSpan = SessionTickets.Idle;
            cookie.SlidingExpiration = true;
            cookie.LoginPath = SignInPath;
            cookie.ReturnUrlParameter = "then";
            cookie.Events.OnRedirectToLogin = context =>
            {
                // What a form wanted cannot be done again by coming back to its address.
                context.Response.Redirect(HttpMethods.IsGet(context.Request.Method) ? context.RedirectUri : SignInPath);
                return Task.CompletedTask;
            };
            cookie.Events.OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden; // the answer itself, not a page at another address
                return Task.CompletedTask;
            };
            cookie.Cookie.Name = "orchestrator";
            cookie.Cookie.HttpOnly = true;
            cookie.Cookie.SameSite = SameSiteMode.Lax; // a link in a mail still leads somewhere; forms carry a token of their own
            cookie.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        var authorization = services.AddAuthorizationBuilder();
        foreach (var role in Enum.GetValues<AccountRole>())
        {
            authorization.AddPolicy(PolicyName(role), policy => policy
                .AddAuthenticationSchemes(SessionTickets.SchemeName)
                .RequireAuthenticatedUser()
                .RequireAssertion(context => Viewer.RoleOf(context.User)?.Includes(role) == true));
        }

        authorization.AddPolicy(Everybody, policy => policy.AddAuthenticationSchemes(SessionTickets.SchemeName).RequireAssertion(_ => true));

        // A route that forgets to say who may use it is closed to everybody; where there is no route, everybody may hear that (404, 405).
        authorization.SetFallbackPolicy(
            new AuthorizationPolicyBuilder().RequireAssertion(context => context.Resource is HttpContext http && http.GetEndpoint() is not RouteEndpoint).Build());
    }

    /// <summary>
    /// The framework would read the keys while the host starts: before the engine has made their table, and for as long as a database that is away lets it wait.
    /// The first page that needs one reads them. Sign-in and forms each add the reader again, so this comes after them.
    /// </summary>
    public static void DoNotReadKeysAtTheStart(this IServiceCollection services)
    {
        foreach (var reader in services.Where(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType?.Assembly == typeof(KeyManagementOptions).Assembly).ToList())
        {
            services.Remove(reader);
        }
    }
}
