using NodaTime;

namespace Orchestrator.Core.Numbers;

/// <summary>The operator who looks after some numbers, as a dialable interface such as <c>PJSIP/101</c>.</summary>
public sealed record ResponsibleRule(NumberPattern Numbers, string Interface);

/// <summary>The zone that the owners of some numbers live in.</summary>
public sealed record ZoneRule(NumberPattern Numbers, DateTimeZone Zone);
