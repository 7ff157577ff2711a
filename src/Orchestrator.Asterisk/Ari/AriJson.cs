using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Asterisk.Ari;

/// <summary>Generated readers of everything that ARI sends us.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    RespectNullableAnnotations = true,
    Converters = [typeof(AriTime)])]
[JsonSerializable(typeof(StasisStart))]
[JsonSerializable(typeof(StasisEnd))]
[JsonSerializable(typeof(ApplicationReplaced))]
[JsonSerializable(typeof(ApplicationMoveFailed))]
[JsonSerializable(typeof(ChannelCreated))]
[JsonSerializable(typeof(ChannelStateChange))]
[JsonSerializable(typeof(ChannelDestroyed))]
[JsonSerializable(typeof(ChannelHangupRequest))]
[JsonSerializable(typeof(ChannelDtmfReceived))]
[JsonSerializable(typeof(ChannelVarset))]
[JsonSerializable(typeof(ChannelDialplan))]
[JsonSerializable(typeof(ChannelCallerId))]
[JsonSerializable(typeof(ChannelConnectedLine))]
[JsonSerializable(typeof(ChannelUserevent))]
[JsonSerializable(typeof(ChannelHold))]
[JsonSerializable(typeof(ChannelUnhold))]
[JsonSerializable(typeof(ChannelEnteredBridge))]
[JsonSerializable(typeof(ChannelLeftBridge))]
[JsonSerializable(typeof(BridgeCreated))]
[JsonSerializable(typeof(BridgeDestroyed))]
[JsonSerializable(typeof(BridgeBlindTransfer))]
[JsonSerializable(typeof(BridgeAttendedTransfer))]
[JsonSerializable(typeof(Dial))]
[JsonSerializable(typeof(PlaybackStarted))]
[JsonSerializable(typeof(PlaybackFinished))]
[JsonSerializable(typeof(RecordingFailed))]
[JsonSerializable(typeof(UnknownEvent))]
[JsonSerializable(typeof(List<AriChannel>))]
[JsonSerializable(typeof(List<AriBridge>))]
[JsonSerializable(typeof(AriModule))]
[JsonSerializable(typeof(List<AriModule>))]
[JsonSerializable(typeof(AriApplication))]
[JsonSerializable(typeof(AriInfo))]
[JsonSerializable(typeof(AriVariable))]
[JsonSerializable(typeof(AriError))]
internal sealed partial class AriJson : JsonSerializerContext;

internal sealed record AriVariable(string Value);

internal sealed record AriError(string? Message = null, string? Error = null);
