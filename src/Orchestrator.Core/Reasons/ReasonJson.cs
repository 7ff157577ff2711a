using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;
using Orchestrator.Core.Policies;

namespace Orchestrator.Core.Reasons;

/// <summary>
/// Reasons as they are stored and sent: <c>{"code":"retry","outcome":"busy","number":1,"delay":120}</c>. Spans are in seconds, times are ISO 8601,
/// words are the product's own, and a moment that is told in a zone has that zone's id.
/// </summary>
public static class ReasonJson
{
    private const string Code = "code";

    public static string Write(Reason reason) => ToNode(reason).ToJsonString();

    /// <summary>The value; null when the text is no reason that this version knows: then its English text is what there is.</summary>
    public static Reason? Read(string? json)
    {
        try
        {
            return json is null ? null : FromNode(JsonNode.Parse(json));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or UnparsableValueException or DateTimeZoneNotFoundException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>The same as a part of other JSON.</summary>
    public static JsonObject ToNode(Reason reason)
    {
        var form = ReasonForm.Of(reason.GetType());
        var node = new JsonObject { [Code] = form.Code };
        foreach (var argument in form.Arguments)
        {
            if (argument.Of(reason) is { } value)
            {
                node[argument.Name] = ToNode(value);
            }
        }

        return node;
    }

    private static JsonNode ToNode(object value) => value switch
    {
        Reason reason => ToNode(reason),
        ImmutableArray<Reason> several => new JsonArray([.. several.Select(r => (JsonNode)ToNode(r))]),
        int number => JsonValue.Create(number),
        string or char => JsonValue.Create(value.ToString())!,
        Duration span => JsonValue.Create(span.TotalSeconds),
        LocalTime time => JsonValue.Create(LocalTimePattern.ExtendedIso.Format(time)),
        LocalDate day => JsonValue.Create(LocalDatePattern.Iso.Format(day)),
        Instant at => JsonValue.Create(InstantPattern.ExtendedIso.Format(at)),
        DateTimeZone zone => JsonValue.Create(zone.Id),
        ZonedDateTime at => new JsonObject { ["at"] = InstantPattern.ExtendedIso.Format(at.ToInstant()), ["zone"] = at.Zone.Id },
        NearTime near => new JsonObject { ["at"] = InstantPattern.ExtendedIso.Format(near.At.ToInstant()), ["zone"] = near.At.Zone.Id, ["with_date"] = near.WithDate },
        DaySpan days => new JsonObject { ["from"] = LocalDatePattern.Iso.Format(days.From), ["to"] = LocalDatePattern.Iso.Format(days.To) },
        DailyWindow window => new JsonObject { ["start"] = window.Start, ["end"] = window.End },
        SipResponse response => JsonValue.Create(response.Code),
        Q850Cause cause => JsonValue.Create(cause.Code),
        Enum word => JsonValue.Create(Words.SnakeCase(word.ToString())),
        _ => throw new NotSupportedException($"No form for an argument of type {value.GetType()}."),
    };

    private static Reason? FromNode(JsonNode? node)
    {
        if (node is not JsonObject o || o[Code]?.GetValue<string>() is not { } code || !ReasonForm.All.TryGetValue(code, out var form))
        {
            return null;
        }

        var values = new object?[form.Arguments.Length];
        for (var i = 0; i < values.Length; i++)
        {
            var argument = form.Arguments[i];
            var type = Nullable.GetUnderlyingType(argument.Type) ?? argument.Type;
            values[i] = o[argument.Name] is { } value ? FromNode(value, type) ?? throw new FormatException($"{argument.Name} cannot be read.") : null;
            if (values[i] is null && argument.Type.IsValueType && type == argument.Type)
            {
                throw new FormatException($"{argument.Name} is missing.");
            }
        }

        return form.Make(values);
    }

    private static object? FromNode(JsonNode node, Type type) =>
        type == typeof(Reason) ? FromNode(node)
        : type == typeof(ImmutableArray<Reason>) ? node.AsArray().Select(n => FromNode(n) ?? throw new FormatException("A reason of several is not known.")).ToImmutableArray()
        : type == typeof(int) ? node.GetValue<int>()
        : type == typeof(string) ? node.GetValue<string>()
        : type == typeof(char) ? node.GetValue<string>() is [var c] ? c : null
        : type == typeof(Duration) ? Duration.FromSeconds(node.GetValue<double>())
        : type == typeof(LocalTime) ? LocalTimePattern.ExtendedIso.Parse(node.GetValue<string>()).GetValueOrThrow()
        : type == typeof(LocalDate) ? Day(node)
        : type == typeof(Instant) ? At(node)
        : type == typeof(DateTimeZone) ? Zone(node)
        : type == typeof(ZonedDateTime) ? At(Part(node, "at")).InZone(Zone(Part(node, "zone")))
        : type == typeof(NearTime) ? new NearTime(At(Part(node, "at")).InZone(Zone(Part(node, "zone"))), Part(node, "with_date").GetValue<bool>())
        : type == typeof(DaySpan) ? new DaySpan(Day(Part(node, "from")), Day(Part(node, "to")))
        : type == typeof(DailyWindow) ? new DailyWindow(Part(node, "start").GetValue<int>(), Part(node, "end").GetValue<int>())
        : type == typeof(SipResponse) ? new SipResponse(node.GetValue<int>())
        : type == typeof(Q850Cause) ? new Q850Cause(node.GetValue<int>())
        : type.IsEnum ? Enum.GetValues(type).Cast<Enum>().FirstOrDefault(v => Words.SnakeCase(v.ToString()) == node.GetValue<string>())
        : throw new NotSupportedException($"No form for an argument of type {type}.");

    private static JsonNode Part(JsonNode node, string name) => node[name] ?? throw new FormatException($"{name} is missing.");

    private static Instant At(JsonNode node) => InstantPattern.ExtendedIso.Parse(node.GetValue<string>()).GetValueOrThrow();

    private static LocalDate Day(JsonNode node) => LocalDatePattern.Iso.Parse(node.GetValue<string>()).GetValueOrThrow();

    private static DateTimeZone Zone(JsonNode node) => DateTimeZoneProviders.Tzdb[node.GetValue<string>()];
}
