using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Orchestrator.Console.Languages.Stories;
using Orchestrator.Core;
using Orchestrator.Core.Calls;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    private static readonly LocalDatePattern DayPattern = LocalDatePattern.CreateWithInvariantCulture("dd.MM.uuuu");
    private static readonly LocalDateTimePattern MinutePattern = LocalDateTimePattern.CreateWithInvariantCulture("dd.MM.uuuu HH:mm");
    private static readonly LocalDateTimePattern SecondPattern = LocalDateTimePattern.CreateWithInvariantCulture("dd.MM.uuuu HH:mm:ss");

    private static readonly ImmutableArray<string> ShortDays = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
    private static readonly ImmutableArray<string> OnDays = ["в понедельник", "во вторник", "в среду", "в четверг", "в пятницу", "в субботу", "в воскресенье"];
    private static readonly ImmutableArray<string> OfMonths = ["янв.", "фев.", "марта", "апр.", "мая", "июня", "июля", "авг.", "сен.", "окт.", "ноя.", "дек."];
    private static readonly FrozenDictionary<string, string> Ordinals = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["first"] = "первый",
        ["second"] = "второй",
        ["third"] = "третий",
        ["fourth"] = "четвёртый",
        ["fifth"] = "пятый",
        ["sixth"] = "шестой",
        ["seventh"] = "седьмой",
        ["eighth"] = "восьмой",
        ["ninth"] = "девятый",
        ["tenth"] = "десятый",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly PhraseBook book;

    public Russian() => book = new PhraseBook(RussianPhrases.All, Fill);

    public override string Moment(ZonedDateTime at) => $"{Moment(at.LocalDateTime)} {RussianZones.Abbreviation(at)}";

    public override string Moment(LocalDateTime at) => $"{ShortDays[(int)at.DayOfWeek - 1]} {SecondPattern.Format(at)}";

    public override string Day(LocalDate date) => $"{ShortDays[(int)date.DayOfWeek - 1]} {DayPattern.Format(date)}";

    private protected override Told Translate(string english, DateTimeZone zone) => book.Tell(english, zone);

    private string Fill(string hole, string text, DateTimeZone zone) => Phrase.KindOf(hole) switch
    {
        "n" => hole.Split('|') is [_, var one, var few, var many] ? $"{text} {Plural(Count(text), one, few, many)}" : text,
        "seconds" => text.Replace('.', ','),
        "span" => Span(text),
        "after" => text == "0s" ? "сразу" : $"через {Span(text)}",
        "window" => text.Replace('-', '–'),
        "time" => Time(text),
        "day" => Days(text),
        "weekday" => OnDays[(int)Enum.Parse<IsoDayOfWeek>(text) - 1],
        "stamp" => Stamp(text),
        "instant" => Instant(text, zone),
        "fields" => text.Replace(" and ", " и ", StringComparison.Ordinal),
        "ordinal" => Ordinals.GetValueOrDefault(text) ?? $"{text[..^"th".Length]}-й",
        "zone" => RussianZones.Name(text),
        "who" => Who(text),
        "outcome" => Of(Words.Parse<Core.Attempts.Outcome>(text.Replace(' ', '_'))),
        "missed" => Of(Words.Parse<MissReason>(text.Replace(' ', '_'))),
        "disposition" => Of(Words.Parse<Core.Cases.Disposition>(text)),
        _ => text, // names, clocks, a person's words
    };

    /// <summary><c>1d 2h 30m</c> as «1 день 2 ч 30 мин».</summary>
    private static string Span(string text) => string.Join(' ', text.Split(' ').Select(part =>
    {
        var amount = string.Concat(part.TakeWhile(char.IsAsciiDigit));
        return $"{amount} " + part[amount.Length..] switch
        {
            "d" => Plural(Count(amount), "день", "дня", "дней"),
            "h" => "ч",
            "m" => "мин",
            "s" => "с",
            _ => "мс",
        };
    }));

    /// <summary><c>Mon 09:00</c> as «пн 09:00», <c>Mon 12 May 09:00</c> as «пн 12 мая 09:00».</summary>
    private static string Time(string text) => text.Split(' ') switch
    {
        [var day, var clock] => $"{ShortDay(day)} {clock}",
        [var day, var date, var month, var clock] =>
            $"{ShortDay(day)} {date} {OfMonths[Array.IndexOf(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedMonthNames, month)]} {clock}",
        _ => text,
    };

    private static string Days(string text) => string.Join('–', text.Split("..").Select(d => LocalDatePattern.Iso.Parse(d) is { Success: true, Value: var date } ? DayPattern.Format(date) : d));

    private static string Stamp(string text) => text.Split(' ') is [var day, var date, var clock, var zone] ? $"{ShortDay(day)} {Days(date)} {clock} ({RussianZones.Name(zone)})" : text;

    private static string Instant(string text, DateTimeZone zone) =>
        InstantPattern.General.Parse(text) is { Success: true, Value: var at } ? $"{MinutePattern.Format(at.InZone(zone).LocalDateTime)} {RussianZones.Abbreviation(at.InZone(zone))}" : text;

    private static string Who(string text) =>
        text.StartsWith("user ", StringComparison.Ordinal) ? $"пользователь {text["user ".Length..]}"
        : text.StartsWith("API key ", StringComparison.Ordinal) ? $"ключ API {text["API key ".Length..].Trim('\'')}"
        : text.Replace(" on the command line", " в командной строке", StringComparison.Ordinal);

    // The form hangs on the last two digits, and there may be any number of them.
    private static long Count(string digits) => long.Parse(digits.AsSpan(Math.Max(0, digits.Length - 2)), CultureInfo.InvariantCulture);

    private static string ShortDay(string english) => ShortDays[(Array.IndexOf(CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames, english) + 6) % 7];
}
