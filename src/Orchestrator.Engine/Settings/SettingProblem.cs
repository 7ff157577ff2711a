using Orchestrator.Core.Reasons;

namespace Orchestrator.Engine.Settings;

/// <summary>What is wrong with the configuration.</summary>
/// <param name="Key">The key that it is about.</param>
public sealed record SettingProblem(string Key, Reason Why)
{
    public static SettingProblem Missing(string key, Reason give) => new(key, new Reason.SettingMissing(key, give));

    public static SettingProblem Is(string key, string value, Reason give) => new(key, new Reason.SettingIs(key, value, give));

    public static SettingProblem Is(string key, int value, Reason give) => new(key, new Reason.SettingIsNumber(key, value, give));
}
