namespace Orchestrator.Asterisk.Ami;

/// <summary>The actions that we use, named.</summary>
public static class AmiActions
{
    public static AmiAction Ping { get; } = new("Ping");

    /// <summary>A list: every channel. Needs write class <c>reporting</c> or <c>system</c>.</summary>
    public static AmiAction CoreShowChannels { get; } = new("CoreShowChannels");

    /// <summary>A list: every bridge. Needs no write class.</summary>
    public static AmiAction BridgeList { get; } = new("BridgeList");

    /// <summary>A list of DeviceStateChange. Comes with res_manager_devicestate.so; needs write class <c>call</c> or <c>reporting</c>.</summary>
    public static AmiAction DeviceStateList { get; } = new("DeviceStateList");

    /// <summary>Asterisk's version and limits (AsteriskVersion, CoreMaxCalls, …). Needs write class <c>reporting</c> or <c>system</c>.</summary>
    public static AmiAction CoreSettings { get; } = new("CoreSettings");

    /// <summary>Start and reload times, current calls. Needs write class <c>reporting</c> or <c>system</c>.</summary>
    public static AmiAction CoreStatus { get; } = new("CoreStatus");

    /// <summary>The actions that our user may send; see <see cref="AmiPrivileges"/>.</summary>
    public static AmiAction ListCommands { get; } = new("ListCommands");

    /// <summary>A list: the dialplan's context; refused when there is none. Needs write class <c>reporting</c> or <c>config</c>.</summary>
    public static AmiAction ShowDialPlan(string context) => new AmiAction("ShowDialPlan").With("Context", context);

    /// <summary>A list: QueueParams, QueueMember and QueueEntry of one queue, or of all. Needs no write class.</summary>
    public static AmiAction QueueStatus(string? queue = null) => new AmiAction("QueueStatus").WithOptional("Queue", queue);

    /// <summary>Needs write class <c>system</c>; success means that the module is loaded.</summary>
    public static AmiAction ModuleCheck(string module) => new AmiAction("ModuleCheck").With("Module", module);

    /// <summary>Pauses a member, or lets it go on, in one queue or in all of them. Needs write class <c>agent</c>.</summary>
    public static AmiAction QueuePause(string memberInterface, bool paused, string? queue = null, string? reason = null) =>
        new AmiAction("QueuePause")
            .With("Interface", memberInterface)
            .With("Paused", paused ? "true" : "false")
            .WithOptional("Queue", queue)
            .WithOptional("Reason", reason);

    /// <summary>Adds an event filter for this session only, such as <c>Event: Queue.*</c>. Needs write class <c>system</c>.</summary>
    public static AmiAction Filter(string filter) => new AmiAction("Filter").With("Operation", "Add").With("Filter", filter);

    internal static AmiAction Login(string user, string secret) =>
        new AmiAction("Login").With("Username", user).With("Secret", secret).With("Events", "on");
}
