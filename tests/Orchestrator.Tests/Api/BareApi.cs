using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Engine.Running;
using Orchestrator.Engine.Settings;
using Orchestrator.Engine.Storage;
using Orchestrator.Tests.Policies;
using Orchestrator.Web;
using Orchestrator.Web.Api;
using Orchestrator.Web.Api.Keys;

namespace Orchestrator.Tests.Api;

/// <summary>The API over a real socket, with nothing behind it: no Postgres, no Asterisk, no job engine.</summary>
internal sealed class BareApi : IAsyncDisposable
{
    private readonly WebApplication app;

    private BareApi(WebApplication app) => this.app = app;

    public HttpClient Client { get; private set; } = null!;

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    /// <param name="trusting">Every request is let in with the scope to read, as if it had such a key.</param>
    public static async Task<BareApi> StartNewAsync(bool trusting = false)
    {
        var builder = WebApplication.CreateBuilder();
        ConfigurationSources.Fill(
            builder.Configuration,
            [
                "--ConnectionStrings:Orchestrator=Host=127.0.0.1;Port=1;Username=nobody;Database=none", // nothing listens at port 1
                $"--Orchestrator:Policies={PolicyText.Shipped("policies")}",
                "--Orchestrator:Pbx:0:Name=pbx1",
                "--Orchestrator:Pbx:0:Ami:Host=127.0.0.1",
                "--Orchestrator:Pbx:0:Ami:User=u",
                "--Orchestrator:Pbx:0:Ami:Secret=s",
                "--Orchestrator:Pbx:0:Ari:Url=http://127.0.0.1:1/ari",
                "--Orchestrator:Pbx:0:Ari:User=u",
                "--Orchestrator:Pbx:0:Ari:Password=p",
            ],
            "Test");
        builder.AddEngine();
        builder.Services.RemoveAll<IHostedService>();
        builder.AddWeb();
        if (trusting)
        {
            builder.Services.AddAuthentication(TrustingAuthentication.SchemeName)
                .AddScheme<AuthenticationSchemeOptions, TrustingAuthentication>(TrustingAuthentication.SchemeName, null);
            builder.Services.AddAuthorizationBuilder().AddPolicy(
                ApiScopes.PolicyName(ApiScope.Read), policy => policy.AddAuthenticationSchemes(TrustingAuthentication.SchemeName).RequireAuthenticatedUser());
        }

        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.UseRequests();
        built.MapApi();
        built.Urls.Add("http://127.0.0.1:0");
        await built.StartAsync();
        return new BareApi(built) { Client = new HttpClient { BaseAddress = new Uri(built.Urls.First()) } };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }
}

/// <summary>Takes everybody for a holder of a key with the scope to read.</summary>
internal sealed class TrustingAuthentication(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "Trusting";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var reader = new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.Name, "tests"), new Claim("scope", "read")], SchemeName));
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(reader, SchemeName)));
    }
}
