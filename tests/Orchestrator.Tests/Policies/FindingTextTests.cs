using NodaTime;
using Orchestrator.Core.Checking;
using Orchestrator.Core.Policies;
using Orchestrator.Core.Reasons;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>Findings in each language. What they are is a value; only the words differ.</summary>
public sealed class FindingTextTests
{
    private static readonly Language Russian = Language.Of("ru");

    [Theory]
    [InlineData("attempts: 0", "error: attempts: not a whole number from 1 to 50 (found '0'). Write a whole number from 1 to 50", "ошибка: attempts: это не целое число от 1 до 50 (написано: «0»). Напишите целое число от 1 до 50")]
    [InlineData("atempts: 5", "error: atempts: unknown field (found 'atempts'). Did you mean 'attempts'?", "ошибка: atempts: неизвестное поле (написано: «atempts»). Возможно, вы имели в виду «attempts»?")]
    [InlineData("attempts:", "error: attempts: nothing is written here. Write a whole number from 1 to 50", "ошибка: attempts: здесь ничего не написано. Напишите целое число от 1 до 50")]
    [InlineData("attempts: [5]", "error: attempts: a single value is expected (found 'a list'). Write a whole number from 1 to 50", "ошибка: attempts: нужно одно значение (написано: «список»). Напишите целое число от 1 до 50")]
    [InlineData("first_attempt: { after: 25h }", "error: first_attempt.after: out of range: 0s to 1d (found '25h'). Write a duration from 0s to 1d", "ошибка: first_attempt.after: вне допустимого: от 0s до 1d (написано: «25h»). Напишите длительность от 0s до 1d")]
    [InlineData("retry: { busy: soon }", "error: retry.busy: not a rule of retrying (found 'soon'). Write { after: 5m }, { after: [2m, 5m, 15m] } or { dayparts: [10:00, 19:00] }", "ошибка: retry.busy: это не правило повтора (написано: «soon»). Напишите { after: 5m }, { after: [2m, 5m, 15m] } или { dayparts: [10:00, 19:00] }")]
    [InlineData("hours: { mon: closed }", "error: hours: no day is open (found 'named fields'). Write 'always', or days and windows such as mon-fri: 09:00-20:00; a policy that never calls is mode: off", "ошибка: hours: нет ни одного рабочего дня (написано: «поля с именами»). Напишите always или дни и время, например mon-fri: 09:00-20:00; если политика не должна звонить, это mode: off")]
    [InlineData("covers: { queues: [null] }", "error: covers.queues[0]: not the name of a queue (found 'null'). Write a list of queue names such as [sales, support]; if that is the name, put it in quotes: \"null\"", "ошибка: covers.queues[0]: это не имя очереди (написано: «null»). Напишите список очередей, например [sales, support]; если это имя, возьмите его в кавычки: \"null\"")]
    public void Mistake_InEachLanguage_ReadsSo(string line, string english, string russian)
    {
        var finding = Assert.Single(PolicyText.Read(PolicyText.Least + line).Findings);

        Assert.EndsWith(": " + english, finding.ToString(), StringComparison.Ordinal);
        Assert.EndsWith(": " + russian, Russian.Say(finding.AsLine()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("hours: { mon-fri: 09:00-22:00 }", "hours: customers are called outside 09:00-20:00, for example on mon at 20:00", "hours: клиентам звонят не с 09:00 до 20:00, например в понедельник в 20:00")]
    [InlineData("hours: { mon-fri: 09:00-20:00 }\nretry: { no_answer: { dayparts: [07:30] } }", "retry.no_answer.dayparts[0]: 07:30 is never within the opening hours", "retry.no_answer.dayparts[0]: 07:30 всегда вне рабочего времени")]
    [InlineData("hours: { mon-fri: 09:00-20:00 }\nretry: { busy: { after: 4d } }", "retry.busy: never takes effect: the first retry is 4d after an attempt, and the case is given up after 3d", "retry.busy: не подействует никогда: первый повтор — через 4d после попытки, а обращение закрывается через 3d")]
    public void Warning_InEachLanguage_ReadsSo(string fields, string english, string russian)
    {
        var findings = PolicyWarnings.Of(PolicyText.Set(("sales.yaml", PolicyText.Least + fields)), null, new LocalDate(2026, 11, 21));

        Assert.Contains(findings, f => f.ToString().Contains($": warning: {english} ", StringComparison.Ordinal));
        Assert.Contains(findings, f => Russian.Say(f.AsLine()).Contains($": предупреждение: {russian} ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a: [", "это не YAML: ")]
    [InlineData("a:\n\tb: 1", "это не YAML: табуляция в отступе")]
    [InlineData("", "файл пуст")]
    [InlineData("a: &x 1", "якоря не допускаются")]
    [InlineData("a: 1\na: 2", "указано дважды, впервые в строке 1, столбце 1")]
    [InlineData("a: \0", "символ, которому не место в тексте")]
    public void Syntax_InRussian_IsToldInRussian(string text, string russian) =>
        Assert.StartsWith(russian, Russian.Say(YamlSource.Parse(text, "f.yaml").Findings[0].Reason), StringComparison.Ordinal);

    [Fact]
    public void ParsersWords_AreMarkedAsForeign() =>
        Assert.Contains(Russian.Tell(YamlSource.Parse("a: [", "f.yaml").Findings[0].Reason).Pieces, p => p.IsForeign);

    [Fact]
    public void Directory_AndNumbersFile_InRussian_AreToldInRussian()
    {
        using var tree = new PolicyTree();

        Assert.StartsWith("каталог не читается: ", Russian.Say(Assert.Single(PolicyDirectory.Load(tree["nowhere"]).Findings).Reason), StringComparison.Ordinal);
        Assert.StartsWith("файла номеров нет", Russian.Say(Assert.Single(NumbersFile.Load(tree["none.yaml"]).Findings).Reason), StringComparison.Ordinal);
        Assert.StartsWith("это не код страны", Russian.Say(NumbersFile.Read("numbers.yaml", "country: 7\nnational: []").Findings[0].Reason), StringComparison.Ordinal);
    }

    [Fact]
    public void SameMistake_IsTheSameValue() => Assert.Equal(new Reason.NotAWholeNumber(1, 50), PolicyText.Read(PolicyText.Least + "attempts: 0").Findings[0].Reason);
}
