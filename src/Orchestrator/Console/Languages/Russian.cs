using System.Globalization;
using Orchestrator.Access;

namespace Orchestrator.Console.Languages;

internal sealed partial class Russian : Speech
{
    public override string Code => "ru";

    public override string Name => "Русский";

    public override string Product => "Обратные звонки";

    public override string SkipToContent => "К содержанию";

    public override string Wallboard => "Табло";

    public override string Cases => "Обращения";

    public override string MissedCalls => "Пропущенные звонки";

    public override string Jobs => "Задания";

    public override string Policies => "Политики";

    public override string Access => "Доступ";

    public override string Theme => "Светлая или тёмная тема";

    public override string SignIn => "Войти";

    public override string SignOut => "Выйти";

    public override string UserName => "Имя пользователя";

    public override string Password => "Пароль";

    public override string PasswordAgain => "Пароль ещё раз";

    public override string WrongNameOrPassword => "Неверное имя или пароль.";

    public override string LockedFor(int seconds) =>
        string.Create(CultureInfo.InvariantCulture, $"Слишком много неверных паролей. Повторите через {seconds} {Plural(seconds, "секунду", "секунды", "секунд")}.");

    public override string PasswordsDiffer => "Пароли не совпадают.";

    public override string FirstAdministratorTitle => "Первый администратор";

    public override string FirstAdministratorText => "Администратора ещё нет. Выберите имя и пароль; эта ссылка действует один раз.";

    public override string LinkIsNoGood => "Ссылка уже использована, устарела, или администратор уже есть. Его можно создать и командой 'orchestrator user add NAME --role administrator'.";

    public override string CreateAdministrator => "Создать администратора";

    public override string PasswordHint => "Не меньше 12 знаков; несколько слов легко запомнить.";

    public override string NotFoundTitle => "Не найдено";

    public override string NotFoundText => "По этому адресу ничего нет. Возможно, запись удалена или ссылка неполная.";

    public override string ForbiddenTitle => "Нет доступа";

    public override string ForbiddenText => "Вашей роли это не разрешено. Роль может изменить администратор.";

    public override string AwayTitle => "База данных недоступна";

    public override string AwayText => "Звонки идут, пропущенные звонки не теряются; страница восстановится сама.";

    public override string FaultTitle => "Что-то пошло не так";

    public override string FaultText => "Подробности в журнале. Возможно, поможет повторить попытку.";

    public override string CommandCutShort => "Проверьте, что успело выполниться, и попробуйте ещё раз.";

    public override string Role(AccountRole role) => role switch
    {
        AccountRole.Viewer => "наблюдатель",
        AccountRole.Operator => "оператор",
        AccountRole.Supervisor => "супервизор",
        _ => "администратор",
    };

    /// <summary>1, 21, 31 …; 2 to 4, 22 …; the rest, 11 to 14 among them.</summary>
    private static string Plural(long n, string one, string few, string many) =>
        (Math.Abs(n) % 100, Math.Abs(n) % 10) switch
        {
            ( >= 11 and <= 14, _) => many,
            (_, 1) => one,
            (_, >= 2 and <= 4) => few,
            _ => many,
        };
}
