using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Policies.Reading;
using Orchestrator.Core.Reasons;

namespace Orchestrator.Core.Texts;

/// <summary>
/// Says things in a language. All that it knows of the language stands in one file, <c>Texts/en.json</c> and its like: texts by their keys, and how numbers, spans, days and zones are written.
/// </summary>
public sealed class Language
{
    private const string BetweenReasons = "; ";
    private const string ReasonPrefix = "reason.";
    private const string OnCommandLine = " on the command line";

    private static readonly FrozenDictionary<string, Language> Known = new[] { "en", "ru" }.Select(Load).ToFrozenDictionary(l => l.Code, StringComparer.Ordinal);
    private static readonly LocalTimePattern Clock = LocalTimePattern.CreateWithInvariantCulture("HH:mm");
    private static readonly LocalTimePattern Seconds = LocalTimePattern.CreateWithInvariantCulture("HH:mm:ss");

    private readonly FrozenDictionary<string, TextTemplate> texts;
    private readonly LanguageForms forms;
    private readonly LocalDatePattern day;
    private readonly NumberFormatInfo numbers;

    private Language(string code, LanguageForms forms, FrozenDictionary<string, TextTemplate> texts)
    {
        (Code, this.forms, this.texts) = (code, forms, texts);
        day = LocalDatePattern.CreateWithInvariantCulture(forms.Day);
        numbers = new NumberFormatInfo { NumberDecimalSeparator = $"{forms.Decimal}", NumberGroupSeparator = $"{forms.Group}", PercentDecimalSeparator = $"{forms.Decimal}" };
    }

    /// <summary>The one in which reasons are stored.</summary>
    public static Language English => Known["en"];

    /// <summary>Those that there are.</summary>
    public static IEnumerable<Language> All => Known.Values;

    /// <summary>Its ISO 639 code.</summary>
    public string Code { get; }

    /// <summary>The keys of its texts, with their templates.</summary>
    internal IReadOnlyDictionary<string, TextTemplate> Texts => texts;

    internal LanguageForms Forms => forms;

    /// <summary>The language of a code; English when there is none.</summary>
    public static Language Of(string code) => Known.GetValueOrDefault(code) ?? English;

    /// <summary>A reason as one text.</summary>
    /// <param name="reason">The reason.</param>
    /// <param name="zone">For moments that have no zone of their own; null leaves them in UTC.</param>
    public string Say(Reason reason, DateTimeZone? zone = null) => Tell(reason, zone).ToString();

    /// <summary>A reason in pieces.</summary>
    /// <inheritdoc cref="Say"/>
    public Said Tell(Reason reason, DateTimeZone? zone = null)
    {
        var pieces = ImmutableArray.CreateBuilder<SaidPiece>();
        Tell(reason, zone, pieces);
        return new Said(pieces.ToImmutable());
    }

    /// <summary>A word of one of the product's closed sets.</summary>
    /// <param name="value">The word.</param>
    /// <param name="about">What is said of it, where there is more than its name.</param>
    public string Word(Enum value, string? about = null) =>
        Text($"{Words.SnakeCase(value.GetType().Name)}{(about is null ? "" : "_" + about)}.{Words.SnakeCase(value.ToString())}");

    /// <summary>A word as lists have it: where programs read it as well, in English, by its code.</summary>
    public string Coded(Enum value) => Text("form.coded", ("word", value));

    /// <summary>A figure with at most one decimal place: <c>1,234.5</c>.</summary>
    public string Figure(double value) => value.ToString("#,0.#", numbers);

    /// <summary>A share of one: <c>12.5 %</c>.</summary>
    public string Share(double share) => share.ToString("0.0 %", numbers);

    /// <summary>A time on the wall, where the zone is said elsewhere.</summary>
    public string Moment(LocalDateTime at) => Text("form.local", ("day", Short(at.DayOfWeek)), ("date", day.Format(at.Date)), ("clock", Seconds.Format(at.TimeOfDay)));

    /// <summary>A day with its weekday.</summary>
    public string Day(LocalDate date) => Text("form.weekday", ("day", Short(date.DayOfWeek)), ("date", day.Format(date)));

    /// <summary>A moment to the second, with its zone's id.</summary>
    public string Stamp(ZonedDateTime at) => Text(
        "mail.time", ("day", Short(at.DayOfWeek)), ("date", day.Format(at.Date)), ("clock", Seconds.Format(at.TimeOfDay)), ("zone", forms.ZoneName(at.Zone)));

    /// <summary>A zone's short name at a time: <c>MSK</c>, <c>CEST</c>, <c>UTC+5</c>.</summary>
    public string ZoneAt(ZonedDateTime at) => forms.ZoneAt(at);

    private void Tell(Reason reason, DateTimeZone? zone, ImmutableArray<SaidPiece>.Builder into)
    {
        switch (reason)
        {
            case Reason.Quoted quoted:
                into.Add(new SaidPiece(quoted.Text, IsForeign: true));
                return;
            case Reason.Several several:
                for (var i = 0; i < several.Reasons.Length; i++)
                {
                    if (i > 0)
                    {
                        into.Add(new SaidPiece(BetweenReasons));
                    }

                    Tell(several.Reasons[i], zone, into);
                }

                return;
            default:
                var form = ReasonForm.Of(reason.GetType());
                Fill(texts[ReasonPrefix + form.Code].Pieces, name => form.Arguments.Single(a => a.Name == name).Of(reason), zone, into);
                return;
        }
    }

    private void Fill(ImmutableArray<TextPiece> pieces, Func<string, object?> value, DateTimeZone? zone, ImmutableArray<SaidPiece>.Builder into)
    {
        foreach (var piece in pieces)
        {
            switch (piece)
            {
                case TextPiece.Words words:
                    into.Add(new SaidPiece(words.Text));
                    break;
                case TextPiece.Part part when part.Pieces.OfType<TextPiece.Hole>().All(h => value(h.Name) is not null):
                    Fill(part.Pieces, value, zone, into);
                    break;
                case TextPiece.Hole hole when value(hole.Name) is Reason inner:
                    Tell(inner, zone, into);
                    break;
                case TextPiece.Hole hole:
                    into.Add(new SaidPiece(Of(value(hole.Name), hole, zone)));
                    break;
            }
        }
    }

    private string Of(object? value, TextPiece.Hole hole, DateTimeZone? zone) => value switch
    {
        int n when hole.Form == "ordinal" => n <= forms.Ordinals.Length ? forms.Ordinals[n - 1] : $"{n}{forms.OrdinalBehind}",
        int n when hole.Plural.IsEmpty => Digits(n),
        int n => Counted(n, hole),
        Duration span when hole.Form == "written" => DurationText.Write(span),
        Duration span when hole.Form == "seconds" => span.TotalSeconds.ToString("0.#", numbers),
        Duration span when hole.Form == "after" => span == Duration.Zero ? Text("form.at_once") : Text("form.after", ("span", Span(span))),
        Duration span => Span(span),
        LocalTime time => (hole.Form == "seconds" ? Seconds : Clock).Format(time),
        IsoDayOfWeek weekday when hole.Form == "written" => WeekdayText.Name(weekday),
        IsoDayOfWeek weekday => forms.OnDays[(int)weekday - 1],
        DateTimeZone z => forms.ZoneName(z),
        NearTime near => Near(near),
        LocalDate date => day.Format(date),
        DaySpan days => days.From == days.To ? day.Format(days.From) : Text("form.days", ("from", day.Format(days.From)), ("to", day.Format(days.To))),
        DailyWindow window => Text("form.window", ("from", OfDay(window.Start)), ("to", window.End == OpeningHours.MinutesPerDay ? "24:00" : OfDay(window.End))),
        ZonedDateTime at => Text("form.stamp", ("day", Short(at.DayOfWeek)), ("date", day.Format(at.Date)), ("clock", Seconds.Format(at.TimeOfDay)), ("zone", forms.ZoneName(at.Zone))),
        Instant at => zone is null ? InstantPattern.General.Format(at) : Moment(at.InZone(zone)),
        SipResponse response => Text("form.response", ("code", Digits(response.Code)), ("name", Named($"sip.{response.Code}"))),
        Q850Cause cause => Text("form.cause", ("code", Digits(cause.Code)), ("name", Named($"q850.{cause.Code}"))),
        Enum word => hole.Form == "code" ? Words.SnakeCase(word.ToString()) : Word(word),
        string who when hole.Name == "who" => Who(who),
        null => "",
        _ => value.ToString()!,
    };

    /// <summary>A moment on the wall, with its zone's short name.</summary>
    private string Moment(ZonedDateTime at) => Text("form.moment", ("date", day.Format(at.Date)), ("clock", Clock.Format(at.TimeOfDay)), ("zone", forms.ZoneAt(at)));

    private string Near(NearTime near) => near.WithDate
        ? Text("form.near_with_date", ("day", Short(near.At.DayOfWeek)), ("d", Digits(near.At.Day)), ("month", forms.Months[near.At.Month - 1]), ("clock", Clock.Format(near.At.TimeOfDay)))
        : Text("form.near", ("day", Short(near.At.DayOfWeek)), ("clock", Clock.Format(near.At.TimeOfDay)));

    /// <summary>An actor, whose name in the audit is the English one.</summary>
    public string Who(string actor) =>
        Behind(actor, "user ") is { } user ? Text("form.user", ("name", user))
        : Behind(actor, "API key ") is { } key ? Text("form.api_key", ("name", Code == "en" ? key : key.Trim('\'')))
        : actor.EndsWith(OnCommandLine, StringComparison.Ordinal) ? Text("form.command_line", ("name", actor[..^OnCommandLine.Length]))
        : actor switch
        {
            "one-time link" => Text("form.one_time_link"),
            "somebody" => Text("form.somebody"),
            _ => actor,
        };

    private static string? Behind(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) ? text[prefix.Length..] : null;

    private string Short(IsoDayOfWeek weekday) => forms.ShortDays[(int)weekday - 1];

    /// <summary>A number with its plural: before it, or where the forms have a <c>#</c>, or not at all.</summary>
    private string Counted(int n, TextPiece.Hole hole)
    {
        var form = hole.Plural[forms.PluralOf(n)];
        return hole.Form == "word" ? form
            : hole.Plural.Any(p => p.Contains('#', StringComparison.Ordinal)) ? form.Replace("#", Digits(n), StringComparison.Ordinal)
            : $"{n} {form}";
    }

    /// <summary>In the notation of policy files, or as the language has it: <c>1h 30m</c>.</summary>
    private string Span(Duration span)
    {
        (int Count, string Unit)[] parts = [(span.Days, "d"), (span.Hours, "h"), (span.Minutes, "m"), (span.Seconds, "s"), (span.Milliseconds, "ms")];
        var told = parts.Where(p => p.Count != 0).Select(p => Text($"span.{p.Unit}", ("n", p.Count)));
        return span == Duration.Zero ? Text("span.s", ("n", 0)) : string.Join(' ', told);
    }

    /// <summary>A text where there is one.</summary>
    public string? Named(string key) => texts.ContainsKey(key) ? Text(key) : null;

    /// <summary>A text by its key, its holes filled.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public string Text(string key, params ReadOnlySpan<(string Name, object? Value)> values) => Fill(texts[key], values);

    internal string Fill(TextTemplate template, params ReadOnlySpan<(string Name, object? Value)> values)
    {
        var pieces = ImmutableArray.CreateBuilder<SaidPiece>();
        var known = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            known[name] = value;
        }

        Fill(template.Pieces, name => known[name], null, pieces);
        return string.Concat(pieces.Select(p => p.Text));
    }

    private static string OfDay(int minutes) => Clock.Format(LocalTime.FromMinutesSinceMidnight(minutes % OpeningHours.MinutesPerDay));

    private static string Digits(int n) => n.ToString(CultureInfo.InvariantCulture);

    private static Language Load(string code)
    {
        using var stream = typeof(Language).Assembly.GetManifestResourceStream($"texts.{code}.json") ?? throw new InvalidOperationException($"There is no file of texts for '{code}'.");
        using var file = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        var templates = new Dictionary<string, TextTemplate>(StringComparer.Ordinal);
        foreach (var group in file.RootElement.GetProperty("texts").EnumerateObject())
        {
            foreach (var text in group.Value.EnumerateObject())
            {
                templates.Add($"{group.Name}.{text.Name}", TextTemplate.Parse(text.Value.GetString()!));
            }
        }

        return new Language(code, LanguageForms.Read(file.RootElement.GetProperty("forms")), templates.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
