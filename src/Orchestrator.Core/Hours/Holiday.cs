using System.Collections.Immutable;
using NodaTime;

namespace Orchestrator.Core.Hours;

/// <summary>Days that go before the week's windows.</summary>
/// <param name="To">The last day, the same or later.</param>
/// <param name="Windows">The windows of each of these days; empty: closed.</param>
public sealed record Holiday(LocalDate From, LocalDate To, ImmutableArray<DailyWindow> Windows);
