using Orchestrator.Hosting;

try
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddOrchestrator();
    var app = builder.Build();
    app.MapGet("/health/live", () => "alive");
    await app.RunAsync(app.Services.GetRequiredService<OrchestratorOptions>().Web.Url);
    return 0;
}
catch (StartupException e)
{
    await Console.Error.WriteLineAsync(e.Message);
    return 1;
}
