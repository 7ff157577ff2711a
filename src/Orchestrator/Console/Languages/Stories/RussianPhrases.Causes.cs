using System.Collections.Frozen;
using Orchestrator.Core.Calls;

namespace Orchestrator.Console.Languages.Stories;

/// <content>Q.850 causes and SIP responses, as <see cref="HangupCause"/> describes them.</content>
internal static partial class RussianPhrases
{
    private const int LastCause = 127;
    private const int FirstResponse = 100;
    private const int LastResponse = 699;

    private static readonly FrozenDictionary<int, string> CauseNames = new Dictionary<int, string>
    {
        [0] = "не определена",
        [1] = "номер не существует",
        [2] = "нет маршрута к транзитной сети",
        [3] = "нет маршрута к абоненту",
        [16] = "обычное завершение",
        [17] = "абонент занят",
        [18] = "абонент не отвечает",
        [19] = "абонента вызывали, ответа нет",
        [20] = "абонент недоступен",
        [21] = "вызов отклонён",
        [22] = "номер изменён",
        [26] = "ответили на другом телефоне",
        [27] = "линия абонента неисправна",
        [28] = "неверный формат номера",
        [29] = "услуга отклонена",
        [31] = "обычное завершение, без уточнения",
        [34] = "нет свободного канала",
        [38] = "сеть неисправна",
        [41] = "временный сбой",
        [42] = "перегрузка станции",
        [44] = "запрошенный канал недоступен",
        [47] = "нет ресурсов",
        [50] = "услуга не подключена",
        [57] = "вид связи не разрешён",
        [58] = "вид связи недоступен",
        [88] = "несовместимое оборудование абонента",
        [102] = "истёк таймер",
        [111] = "ошибка протокола",
        [127] = "сбой при взаимодействии сетей",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<int, string> ResponseNames = new Dictionary<int, string>
    {
        [401] = "нужна авторизация",
        [403] = "запрещено",
        [404] = "номер не найден",
        [407] = "прокси требует авторизации",
        [408] = "нет ответа вовремя",
        [410] = "номер больше не обслуживается",
        [480] = "временно недоступен",
        [484] = "номер неполный",
        [486] = "занято",
        [487] = "вызов отменён",
        [488] = "параметры вызова не подходят",
        [500] = "ошибка сервера",
        [502] = "неверный ответ шлюза",
        [503] = "служба недоступна",
        [504] = "сервер не дождался ответа",
        [600] = "занято везде",
        [603] = "отклонено",
        [604] = "такого номера нет",
        [606] = "вызов не принят",
    }.ToFrozenDictionary();

    private static IEnumerable<Phrase> Causes =>
    [
        new("no cause known", "причина неизвестна"),
        .. Enumerable.Range(0, LastCause + 1).Select(c => new Phrase(HangupCause.Describe(c, null), Named($"причина {c}", CauseNames.GetValueOrDefault(c)))),
        .. Enumerable.Range(FirstResponse, LastResponse - FirstResponse + 1).Select(s => new Phrase(HangupCause.Describe(null, s), Named($"ответ {s}", ResponseNames.GetValueOrDefault(s)))),
        new("{response}, {cause}", "{response}, {cause}"),
    ];

    private static string Named(string code, string? name) => name is null ? code : $"{code} «{name}»";
}
