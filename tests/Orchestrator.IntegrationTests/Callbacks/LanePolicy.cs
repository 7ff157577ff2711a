using Orchestrator.Rig.Asterisk;


namespace Orchestrator.IntegrationTests.Callbacks;

/// <summary>The policy of a test: everything at once and nothing in the way, unless the test says otherwise. Times are scaled down, rules are real.</summary>
internal sealed record LanePolicy
{
    public string Mode { get; init; } = "live";

    public string FirstAttempt { get; init; } = "{ after: 0s }";

    public string Hours { get; init; } = "always";

    public int Attempts { get; init; } = 3;

    public string Retry { get; init; } = "{ busy: { after: 1s } }";

    public string Pick { get; init; } = "in_turn";

    /// <summary>Only the first of the lane's operators, by name: whatever becomes of a callback, the next one rings them, too.</summary>
    public bool OneOperator { get; init; }

    /// <summary><c>operators.from</c>; null: the lane's queue, or its first operator with <see cref="OneOperator"/>.</summary>
    public string? OperatorsFrom { get; init; }

    public string OperatorRing { get; init; } = "15s";

    public string Accept { get; init; } = "pickup";

    public string Announce { get; init; } = "none";

    public string WrapUp { get; init; } = "0s";

    /// <summary><c>customer.dial</c> of a lane; null: over its trunk.</summary>
    public Func<Lane, string>? CustomerDial { get; init; }

    public string NumberFormat { get; init; } = "e164";

    public string CustomerRing { get; init; } = "15s";

    public string Greeting { get; init; } = "";

    public string OnMachine { get; init; } = "connect";

    /// <summary><c>covers.originated</c>.</summary>
    public bool CoversOriginated { get; init; }

    public bool Record { get; init; }

    /// <summary>The lane's operator, counted from 0, whose customers the mobile numbers are.</summary>
    public int? Responsible { get; init; }

    public string Limits { get; init; } = "{ per_number_per_day: 50, concurrent: 5, live_callers_first: false }";

    public string Numbers { get; init; } = """
        home: RU
        deny: ["+7803*"]
        own: ["+74951234567"]
        caps: { per_number_per_day: 50, per_prefix_per_hour: 10000, per_day: 10000 }
        """;

    public string WriteNumbers(Lane lane) => Responsible is { } index ? $"{Numbers}\nresponsible: {{ \"+7916*\": {lane.Operators[index].Interface} }}" : Numbers;

    /// <summary>Two policies, by file name: one by the lane's queues, one for callers of its menu who never came to a queue.</summary>
    public IReadOnlyDictionary<string, string> Write(Lane lane) => new Dictionary<string, string>
    {
        ["10-lane.yaml"] = Write(lane, lane.Queue, $"queues: [{string.Join(", ", lane.Queues)}]{(CoversOriginated ? ", originated: true" : "")}"),
        ["20-menu.yaml"] = Write(lane, lane.Queue + "-menu", $"numbers: [\"{lane.MenuDid}\"]"),
    };

    private string Write(Lane lane, string name, string covers) => $$"""
        policy: {{name}}
        mode: {{Mode}}
        covers: { {{covers}} }
        timezone: Europe/Moscow
        hours: {{Hours}}
        first_attempt: {{FirstAttempt}}
        attempts: {{Attempts}}
        give_up_after: 3d
        retry: {{Retry}}
        operators: { from: {{OperatorsFrom ?? (OneOperator ? $"[{lane.Operators[0].Interface}]" : $"queue {lane.Queue}")}}, pick: {{Pick}}, ring: {{OperatorRing}}, accept: {{Accept}}, announce: {{Announce}}, wrap_up: {{WrapUp}} }
        customer:
          dial: "{{CustomerDial?.Invoke(lane) ?? lane.CustomerDial}}"
          number_format: {{NumberFormat}}
          caller_id: "+74951234567"
          ring: {{CustomerRing}}
          on_machine: {{OnMachine}}
          {{(Greeting.Length > 0 ? "greeting: " + Greeting : "")}}
        limits: {{Limits}}
        record: {{(Record ? "true" : "false")}}
        """;
}
