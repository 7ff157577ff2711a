using Orchestrator.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
    builder.AddOrchestrator();
    var app = builder.Build();
    app.MapGet("/health/live", () => "alive");
    app.MapGet("/health/ready", (EngineState state, Orchestrator.Pbx.PbxNodes nodes) => state.Running && nodes.All.All(n => n.AmiInSync && n.Telephony.IsReady) ? Results.Ok() : Results.StatusCode(503));
    await app.RunAsync(app.Services.GetRequiredService<OrchestratorOptions>().Web.Url);
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
