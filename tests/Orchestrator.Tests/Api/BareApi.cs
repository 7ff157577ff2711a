using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orchestrator.Api;
using Orchestrator.Cli;
using Orchestrator.Hosting;
using Orchestrator.Tests.Policies;

namespace Orchestrator.Tests.Api;

/// <summary>The API over a real socket, with nothing behind it: no Postgres, no Asterisk, no job engine.</summary>
internal sealed class BareApi : IAsyncDisposable
{
    private readonly WebApplication app;

    private BareApi(WebApplication app) => this.app = app;

    public HttpClient Client { get; private set; } = null!;

    public IEnumerable<RouteEndpoint> Endpoints => ((IEndpointRouteBuilder)app).DataSources.SelectMany(s => s.Endpoints).OfType<RouteEndpoint>();

    public static async Task<BareApi> StartNewAsync()
    {
        var builder = WebApplication.CreateBuilder();
        Settings.Fill(
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
        builder.AddOrchestrator();
        builder.Services.RemoveAll<IHostedService>();
        builder.AddApi();
        builder.Logging.ClearProviders();
        var built = builder.Build();
        built.UseApi();
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
