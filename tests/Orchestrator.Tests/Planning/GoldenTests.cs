using System.Globalization;
using System.Text;
using Orchestrator.Tests.Cli;
using Orchestrator.Tests.Policies;
using Xunit;

namespace Orchestrator.Tests.Planning;

/// <summary>
/// What the shipped sets do about a call that was missed on a Friday evening before a holiday, as <c>policy explain</c> tells it. The files under
/// Golden are to be read by people; when a change is meant, UPDATE_GOLDEN=1 in the environment writes them anew.
/// </summary>
public sealed class GoldenTests
{
    [Fact]
    public Task Explain_Shop_BeforeVictoryDay() => CompareAsync(
        "shop",
        "10-shop.yaml --missed|2026-05-08 19:58",
        "10-shop.yaml --missed|2026-05-08 19:58|--outcomes|busy,no_answer,no_answer",
        "10-shop.yaml --missed|2026-05-08 19:58|--outcomes|no_answer,no_answer,no_answer,no_answer,no_answer",
        "10-shop.yaml --missed|2026-05-08 19:58|--outcomes|machine,machine",
        "10-shop.yaml --missed|2026-05-08 19:58|--outcomes|operator_no_answer,invalid|--number|8 (916) 123-45-67|--queue|shop|--waited|5s",
        "10-shop.yaml --missed|2026-05-08 11:58|--outcomes|busy,connected,busy");

    [Fact]
    public Task Explain_Clinic_BeforeWhitMonday() => CompareAsync(
        "clinic",
        "20-appointments.yaml --missed|2026-05-22 17:40|--outcomes|no_answer,no_answer,no_answer",
        "20-appointments.yaml --missed|2026-05-22 17:40|--outcomes|invalid,busy,invalid,invalid|--number|030 5550199",
        "20-appointments.yaml --missed|2026-05-22 17:40|--queue|reception|--reason|requested",
        "10-requests.yaml --missed|2026-05-22 17:40|--outcomes|no_answer,rejected,rejected|--queue|reception|--reason|requested",
        "90-laboratory.yaml --missed|2026-05-22 17:40|--outcomes|machine");

    [Fact]
    public Task Explain_ServiceDesk_BeforeTheMayHolidays() => CompareAsync(
        "service-desk",
        "10-incidents.yaml --missed|2027-04-30 21:40|--outcomes|no_answer,no_answer|--number|+74232123456",
        "20-contracts.yaml --missed|2027-04-30 18:58|--outcomes|no_answer,no_answer,no_answer,unreachable|--number|+74957770001",
        "30-far-east.yaml --missed|2027-04-30 21:40|--outcomes|busy,no_answer|--number|84232123456",
        "90-service.yaml --missed|2027-04-30 21:40|--outcomes|congestion,unreachable|--number|+375291234567|--queue|anything|--waited|1m",
        "90-service.yaml --missed|2027-04-30 21:40|--number|+79260000009",
        "90-service.yaml --missed|2027-04-30 21:40|--queue|incidents");

    private static async Task CompareAsync(string set, params string[] questions)
    {
        var told = new StringBuilder();
        foreach (var question in questions)
        {
            var (file, options) = (question.Split(' ')[0], question[(question.IndexOf(' ', StringComparison.Ordinal) + 1)..].Split('|'));
            var (exit, output, error) = await CliRun.Async(["policy", "explain", Path.Combine(PolicyText.Shipped("policies"), set, file), .. options]);

            Assert.Equal((0, ""), (exit, error));
            told.Append(CultureInfo.InvariantCulture, $"$ orchestrator policy explain {file} {string.Join(' ', options.Select(Quoted))}\n\n{output}\n\n");
        }

        var golden = PolicyText.Shipped($"tests/Orchestrator.Tests/Planning/Golden/{set}.txt");
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            await File.WriteAllTextAsync(golden, told.ToString().TrimEnd('\n') + "\n");
        }

        var kept = await File.ReadAllTextAsync(golden);
        Assert.True(
            kept == told.ToString().TrimEnd('\n') + "\n",
            $"{golden} has another explanation. If the change is meant, run this test with UPDATE_GOLDEN=1 and read the difference before committing it. Now it is:\n{told}");
    }

    private static string Quoted(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"\"{text}\"" : text;
}
