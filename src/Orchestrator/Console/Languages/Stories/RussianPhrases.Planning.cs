using Orchestrator.Policies;

namespace Orchestrator.Console.Languages.Stories;

/// <content>What a policy says, and an explanation of it.</content>
internal static partial class RussianPhrases
{
    private static (string English, string Russian)[] Planning =>
    [
        // Planner: closings
        ("operator and customer talked", "оператор и клиент поговорили"),
        ("number invalid: {rule}, {n} times", "неверный номер: {rule}, {n|раз|раза|раз}"),
        ("number invalid: {rule}", "неверный номер: {rule}"),
        ("{n} attempt(s), none answered", "{n|попытка|попытки|попыток}, дозвониться не удалось"),
        ("{outcome} again: at most {n} retry", "снова {outcome}: повторяем не больше {n|раза|раз|раз}"),
        ("{outcome} again: at most {n} retries", "снова {outcome}: повторяем не больше {n|раза|раз|раз}"),
        ("given up after {span}: {why}", "отведённое время вышло ({span}); {why}"),
        ("given up after {span}", "отведённое время вышло ({span})"),
        ("policy {name} is off", "политика «{name}» выключена"),
        ("policy '{quoted}' is off", "политика «{quoted}» выключена"),

        // Planner: the rules that want a step
        ("asked for now", "просили позвонить сейчас"),
        ("first attempt {after} after the missed call", "первая попытка {after} после пропущенного звонка"),
        ("rang in again at {clock}: {after} after that call", "клиент снова звонил в {clock}: попытка {after} после этого звонка"),
        ("{outcome}: {ordinal} retry after {after}", "{outcome}: {ordinal} повтор {after}"),
        ("{outcome} ({rule}), {n} of {n:needed}: to be confirmed after {after}", "{outcome} ({rule}), {n} из {n:needed}: перепроверим {after}"),
        ("{outcome} at {clock}: {rule}", "{outcome} в {clock}: {rule}"),
        ("next daypart {clock} {zone} on {weekday}", "следующее время повтора — {clock} ({zone}), {weekday}"),
        ("next daypart {clock} {zone}", "следующее время повтора — {clock} ({zone})"),
        ("daypart {clock} {zone} on {weekday} again, as no other fitted for days", "снова в {clock} ({zone}), {weekday}: другое время повтора несколько дней не подходило"),
        ("daypart {clock} {zone} again, as no other fitted for days", "снова в {clock} ({zone}): другое время повтора несколько дней не подходило"),
        ("no daypart could be used, so at any time", "ни одно время повтора не подошло, поэтому в любое время"),
        ("no daypart can be used in time", "до конца срока времени для повтора нет"),

        // Plan: moves
        ("not before {time} as asked", "не раньше {time}, как просили"),
        ("{rule}, moved to opening at {time}", "{rule}, перенос на открытие — {time}"),
        ("{rule}, the next is free at {time}", "{rule}, следующий возможен {time}"),
        ("{rule}, moved to {time}", "{rule}, перенос на {time}"),
        ("and so on until {time}", "и так далее до {time}"),

        // Barriers, Dayparts
        ("closed then", "в это время закрыто"),
        ("closed on {day}", "закрыто {day}"),
        ("special hours on {day}", "особые часы работы {day}"),
        ("special hours", "особые часы работы"),
        ("quiet hours {window} in {zone}", "часы тишины {window} по времени клиента ({zone})"),
        ("quiet hours {window}", "часы тишины {window}"),
        ("busy hours {window}", "часы пик {window}"),
        ("{n} call(s) to this number within 24h", "уже {n|звонок|звонка|звонков} на этот номер за 24 ч"),
        ("daypart {clock}: {rule}", "время повтора {clock}: {rule}"),
        ("missed at that time on this day or the day before", "в это время в тот же день или накануне уже не ответили"),
    ];

    private static (string English, string Russian)[] Explaining =>
    [
        // Explanation
        ("Operators and lines are free at once. A phone that is not answered rings its full time: {span} an operator's, {span:customer} the customer's. Nothing else is dialled at this number.",
            "Операторы и линии свободны сразу. Телефон без ответа звонит всё отведённое время: {span} у оператора, {span:customer} у клиента. Других звонков на этот номер нет."),

        // CoveredCall
        ("this policy takes such a call", "эта политика берёт такие звонки"),
        ("this policy takes such a call, unless {text} does, which comes first and has errors", "эта политика берёт такие звонки, если их не берёт {text}: файл стоит раньше и содержит ошибки"),
        ("policy '{quoted}' comes first and takes it", "раньше стоит политика «{quoted}», звонок берёт она"),
        ("there is no numbers.yaml", "нет файла numbers.yaml"),
        ("policy '{quoted}' ({quoted:file}) comes first and takes it", "раньше стоит политика «{quoted}» ({quoted:file}), звонок берёт она"),
        ("{fields} of this policy does not fit", "не подходит {fields} этой политики"),
        ("{fields} of this policy do not fit", "не подходят {fields} этой политики"),

        // ExplainQuestion
        ("Give at most {n}.", "Укажите не больше {n}."),
        ("Not a number that could be called back. Write an international one such as +79161234567, or one that numbers.yaml can read.",
            "По такому номеру перезвонить нельзя. Напишите международный, например +79161234567, или такой, который понятен по numbers.yaml."),
        ("Did you mean '{quoted}'? Outcomes are: {text}.", "Возможно, вы имели в виду «{quoted}». Результаты: {text}."),
        ("Did you mean '{quoted}'? Reasons are: {text}.", "Возможно, вы имели в виду «{quoted}». Причины: {text}."),
        ("Reasons are: {text}.", "Причины: {text}."),
        ("Write a duration such as 30s, 2m or 1h.", "Напишите длительность: 30s, 2m или 1h."),
        ("Outcomes are: {text}.", "Результаты: {text}."),
        (MissedTime.Expected + ".", "Напишите дату и время по часам политики, например 2026-12-30 19:58, или со смещением, например 2026-12-30T19:58:00+03:00; годы с 2000 по 2199."),

        // MissedTime
        ("the clocks of {zone} skip that time; taken as {clock}, the first moment after it", "в зоне {zone} этого времени нет, часы переводят вперёд; взято {clock}, первый момент после него"),
        ("the clocks of {zone} show that time twice; the first is taken", "в зоне {zone} это время наступает дважды, часы переводят назад; взято первое"),
    ];
}
