namespace Orchestrator.Engine.Storage;

internal static class StorageSetup
{
    public static IServiceCollection AddStorage(this IServiceCollection services, string connectionString) => services
        .AddSingleton(_ => new Database(connectionString))
        .AddSingleton<Migrator>()
        .AddSingleton<BlindIntervals>();
}
