namespace Orchestrator.Console.Languages.Stories;

/// <content>How attempts end, and why none is made just now.</content>
internal static partial class RussianPhrases
{
    private static (string English, string Russian)[] Attempts =>
    [
        // AttemptMachine: the operator
        ("nobody picked up within {seconds} s", "никто не снял трубку за {seconds} с"),
        ("the operator declined", "оператор отклонил вызов"),
        ("the operator's phone did not answer", "телефон оператора не ответил"),
        ("the operator's phone could not be rung ({any})", "не удалось позвонить на телефон оператора ({any})"),
        ("the operator did not press {name} within {seconds} s", "оператор не нажал «{name}» за {seconds} с"),
        ("the operator hung up before the customer was dialled", "оператор положил трубку до звонка клиенту"),
        ("the operator hung up while we listened for an answering machine", "оператор положил трубку, пока шла проверка на автоответчик"),
        ("the operator hung up while the customer's phone rang", "оператор положил трубку, пока у клиента звонил телефон"),

        // AttemptMachine: the customer, and the talk
        ("an answering machine; it was left our message", "автоответчик; сообщение ему оставлено"),
        ("an answering machine; the end of our message was not seen", "автоответчик; дослушал ли он сообщение, неизвестно"),
        ("an answering machine; it hung up during our message", "автоответчик; отключился во время сообщения"),
        ("an answering machine (told by a look at the channel)", "определён по состоянию канала"),
        ("an answering machine ({text})", "АТС определила: {text}"),
        ("answered, and hung up while we listened for an answering machine", "на том конце ответили и положили трубку, пока шла проверка на автоответчик"),
        ("talked; the customer hung up", "поговорили; клиент положил трубку"),
        ("talked; the operator hung up", "поговорили; оператор положил трубку"),
        ("talked; the end was not seen", "поговорили; когда закончили, неизвестно"),
        ("talked up to the longest time allowed", "говорили, пока не вышло предельное время разговора"),

        // AttemptMachine: taken up after a gap
        ("interrupted before anybody was dialled", "прервано до первого звонка"),
        ("the operator's leg ended unseen", "вызов оператора завершён, подробности неизвестны"),
        ("the operator's leg ended unseen, before the customer was dialled", "вызов оператора завершён до звонка клиенту, подробности неизвестны"),
        ("both legs ended unseen", "оба вызова завершены, подробности неизвестны"),
        ("the customer's leg ended unseen, or was never made", "вызов клиента завершён или не начинался, подробности неизвестны"),
        ("it is not known whether the customer's phone was dialled", "неизвестно, звонил ли телефон клиента"),

        // OutcomeClassifier
        ("answered", "ответили"),
        ("we ended the call", "звонок завершён с нашей стороны"),
        ("rang in vain until our time limit", "телефон звонил, трубку не взяли"),
        ("no answer until our time limit, ringing not seen", "ответа не было, гудков тоже"),
        ("endpoint unavailable: the PBX did not make the call", "направление недоступно: АТС не начала вызов"),
        ("endpoint unavailable: the PBX did not make the call ({any})", "направление недоступно: АТС не начала вызов ({any})"),
        ("Allocation failed", "АТС не создала канал"), // Asterisk's own words, and the commonest: no such endpoint, or one without a registered phone
        ("unclear: {rule}", "неясно: {rule}"),
        ("{rule} (rang)", "{rule} (гудки шли)"),
        ("{rule} (did not ring)", "{rule} (гудков не было)"),
        ("{rule} (configuration)", "{rule} (ошибка настройки)"),
        ("{rule} (configuration: the trunk wants other credentials)", "{rule} (ошибка настройки: транк не принимает имя и пароль)"),
        ("{rule} (configuration: no common codec)", "{rule} (ошибка настройки: нет общего кодека)"),
        ("{rule} within {seconds} s", "{rule}: {seconds} с"),

        // AttemptActs, AttemptRunner, AttemptHost, AttemptRecovery, AriTelephony
        ("the operator could not be put on hold", "не удалось удержать вызов оператора"),
        ("the database did not take the next step", "база данных не записала следующий шаг"),
        ("the orchestrator stops", "служба обратных звонков останавливается"),
        ("the instance that rang the operator is gone", "экземпляр службы, звонивший оператору, пропал"),
        ("it could not be taken up again", "попытку не удалось продолжить"),
        ("PBX '{quoted}' is not configured any more", "АТС «{quoted}» больше не настроена"),
        ("the PBX did not answer", "АТС не ответила"),
        ("the PBX did not answer and made no channel", "АТС не ответила и не создала канал"),
        ("the customer's channel could not enter the bridge", "канал клиента не удалось соединить с оператором"),
        ("REST does not answer; it is asked again in a moment", "АТС не отвечает на запросы; скоро спросим снова"),
        ("no answer within {clock}", "нет ответа за {clock}"),
        ("the answer is empty", "ответ пуст"),
        ("the answer cannot be read", "ответ не удалось разобрать"),
        ("the PBX does not say why", "АТС не сообщает почему"),
        ("Asterisk could not write it; it needs a folder 'recording' in its spool", "Asterisk не может записать файл: в его каталоге spool нужна папка recording"),
    ];

    private static (string English, string Russian)[] Dispatch =>
    [
        // Dispatcher
        ("policy '{quoted}' only observes", "политика «{quoted}» только наблюдает"),
        ("PBX '{quoted}' is not configured", "АТС «{quoted}» не настроена"),
        ("ARI of {name} is away", "нет связи с АТС {name} (ARI)"),
        ("AMI of {name} is away: nobody is known to be free", "нет связи с АТС {name} (AMI): неизвестно, кто свободен"),
        ("as many callbacks are under way as the policy allows at once ({n})", "уже идёт столько обратных звонков, сколько политика разрешает одновременно ({n})"),
        ("callers wait in queue '{quoted}' and go first", "в очереди «{quoted}» ждут звонящие, сначала они"),
        ("there are no operators", "операторов нет"),
        ("no operator is free", "нет свободных операторов"),

        // AttemptClaim
        ("another callback to this number is under way", "уже идёт другой обратный звонок на этот номер"),
        ("number guard: {n} calls to this number in 24 hours are reached", "исчерпан предел — {n|звонок|звонка|звонков} на этот номер за 24 часа"),
        ("number guard: {n} calls to {name} in an hour are reached", "исчерпан предел — {n|звонок|звонка|звонков} на номера {name} за час"),
        ("number guard: {n} calls in 24 hours are reached", "исчерпан предел — {n|звонок|звонка|звонков} за 24 часа"),

        // OperatorPool, OperatorPreference
        ("the longest idle", "дольше всех свободен"),
        ("{name}, {rule:because}: {rule}", "{name} ({rule:because}) — {rule}"),
        ("who was asked for", "о нём просили"),
        ("who talked with the customer last", "последним говорил с клиентом"),
        ("nobody has talked with the customer", "с клиентом ещё никто не говорил"),
        ("who is responsible for the customer", "закреплён за клиентом"),
        ("nobody is responsible for the customer", "за клиентом никто не закреплён"),
        ("not one of the policy's operators", "не входит в операторы политики"),

        // OperatorBoard
        ("paused", "на паузе"),
        ("in a queue call", "звонок из очереди"),
        ("in a callback", "на обратном звонке"),
        ("wrap-up", "поствызывная обработка"),
        ("did not pick up a moment ago", "только что не снял трубку"),
        ("on the phone", "разговаривает"),
        ("ringing", "звонит телефон"),
        ("on hold", "на удержании"),
        ("not registered", "телефон не подключён"),
        ("no such device", "нет такого телефона"),
        ("device state unknown", "состояние телефона неизвестно"),
    ];
}
