using System.Globalization;
using Orchestrator.Access;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian
{
    public override string Users => "Пользователи";

    public override string ApiKeyList => "Ключи API";

    public override string Audit => "Журнал изменений";

    public override string RoleTitle => "Роль";

    public override string AccountState => "Состояние";

    public override string AccountActive => "действует";

    public override string AccountLocked => "заблокирован";

    public override string AccountDisabled => "отключён";

    public override string AccountInvited => "пароль ещё не задан";

    public override string LastSignIn => "Последний вход";

    public override string OpenSessions => "Открытые сеансы";

    public override string OnlyYou => "Пока только вы.";

    public override string AddUser => "Добавить пользователя";

    public override string AddUserText => "Пароль пользователь задаёт сам по одноразовой ссылке, она появится на следующей странице. Больше никто пароля не узнает.";

    public override string ExpectedUserName => "Укажите от 1 до 64 знаков: буквы a-z, цифры, «.», «_», «@» и «-»; первый знак — буква или цифра.";

    public override string RoleExplained => "Наблюдатель видит всё, кроме полных номеров; оператор может позвонить сейчас и отложить; супервизор — отозвать обращение и решить о номере; администратор может всё.";

    public override string LinkForUser(string name) => $"Ссылка для {name}";

    public override string LinkShownOnce => "Передайте эту ссылку пользователю. По ней можно один раз задать пароль в течение 24 часов; больше она не показывается.";

    public override string SetPasswordTitle => "Задайте свой пароль";

    public override string SetPasswordText(string name) => $"Имя для входа: {name}. Ссылка действует один раз.";

    public override string SetPassword => "Задать пароль";

    public override string PasswordLinkIsNoGood => "Ссылка уже использована или устарела. Попросите у администратора новую.";

    public override string PasswordChanged => "Пароль изменён. Остальные сеансы завершены.";

    public override string PresentPassword => "Текущий пароль";

    public override string NewPassword => "Новый пароль";

    public override string ChangePassword => "Изменить пароль";

    public override string ChangeRole => "Изменить роль";

    public override string ChangeRoleText => "Сеансы пользователя завершатся; новая роль действует со следующего входа.";

    public override string DisableUser => "Отключить";

    public override string DisableUserText => "Пользователь выйдет и больше не сможет войти. Его действия останутся в журнале.";

    public override string EnableUser => "Разрешить вход";

    public override string ResetPassword => "Сбросить пароль";

    public override string ResetPasswordText => "Текущий пароль сразу перестаёт действовать, сеансы завершаются, появится одноразовая ссылка для нового.";

    public override string EndAllSessions => "Завершить все сеансы";

    public override string EndSession => "Завершить";

    public override string ThisSession => "этот сеанс";

    public override string NoSessions => "Открытых сеансов нет.";

    public override string SignedInAt => "Вход";

    public override string LastUsed => "Последнее использование";

    public override string Address => "Адрес";

    public override string Browser => "Браузер";

    public override string MyAccount => "Моя учётная запись";

    public override string NeverUsed => "никогда";

    public override string LinkOpenUntil => "ссылка действует до";

    public override string LockedUntil => "заблокирован до";

    public override string KeyName => "Название";

    public override string KeyNameHint => "Кто пользуется ключом, например crm или wallboard.";

    public override string KeyBegins => "Начало";

    public override string Scope => "Права";

    public override string ScopeExplained => "read: видит всё; write: также меняет обращения; admin: всё.";

    public override string Expires => "Действует до";

    public override string ExpiresHint => "Последний день действия; пусто: бессрочно.";

    public override string ExpectedExpiry => "Укажите день, который ещё не прошёл.";

    public override string Never => "бессрочно";

    public override string CreatedBy => "Создал";

    public override string AddKey => "Добавить ключ";

    public override string KeyShownOnce => "Это новый ключ. Он показан сейчас и больше не появится: сохраните его.";

    public override string KeyNameTaken(string name) => $"Ключ «{name}» уже есть. Сначала отзовите его или возьмите другое название.";

    public override string Revoke => "Отозвать";

    public override string RevokeText => "Со следующего запроса ключ не принимается. Отменить это нельзя.";

    public override string KeyLive => "действует";

    public override string KeyRevoked => "отозван";

    public override string KeyExpired => "истёк";

    public override string NoKeys => "Ключей пока нет.";

    public override string AuditWho => "Кто";

    public override string AuditAction => "Действие";

    public override string AuditTarget => "Объект";

    public override string AuditAt => "Когда";

    public override string AuditBefore => "До";

    public override string AuditAfter => "После";

    public override string AuditFrom => "С (день)";

    public override string AuditTo => "По (день)";

    public override string AuditText => "Каждое изменение, сделанное человеком или ключом, и каждый вход, удачный или нет. Изменить эти записи нельзя.";

    public override string ExportCsv => "Выгрузить в CSV";

    public override string NoAudit => "Изменений ещё не было.";

    public override string Of(AccountFault fault, string name) => fault switch
    {
        AccountFault.NameTaken => $"Пользователь «{name}» уже есть.",
        AccountFault.NoSuchUser => $"Пользователя «{name}» нет.",
        AccountFault.DisabledAlready => $"«{name}» уже отключён.",
        AccountFault.LastAdministrator => $"«{name}» — единственный администратор. Сначала назначьте другого.",
        AccountFault.PasswordTooShort => string.Create(CultureInfo.InvariantCulture, $"В пароле меньше {Passwords.Shortest} знаков."),
        AccountFault.PasswordTooLong => string.Create(CultureInfo.InvariantCulture, $"В пароле больше {Passwords.Longest} знаков."),
        AccountFault.PasswordHasName => "Пароль содержит имя пользователя.",
        AccountFault.PasswordRepeats => "В пароле слишком мало разных знаков.",
        AccountFault.WrongPassword => "Текущий пароль неверен.",
        _ => "Ссылка уже использована, устарела или больше не нужна.",
    };
}
