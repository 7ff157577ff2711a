using System.Globalization;
using System.Net;
using Hangfire;
using Hangfire.Dashboard;
using Hangfire.States;
using NodaTime;
using Orchestrator.Core;
using Orchestrator.Core.Cases;
using Orchestrator.Core.Texts;
using Orchestrator.Engine.Jobs;
using Orchestrator.Engine.Storage;
using Orchestrator.Web.Site.Languages;

namespace Orchestrator.Web.Site.Dashboard;

/// <summary>What we add to Hangfire's pages: tiles with our figures, a way to the cases by due time, and a job's case on its page. Hangfire keeps such parts once for the whole process.</summary>
internal static class JobDashboardParts
{
    public const string Waiting = "orchestrator:waiting";
    public const string Ready = "orchestrator:ready";
    public const string Calling = "orchestrator:calling";
    public const string Overdue = "orchestrator:overdue";
    public const string Missed = "orchestrator:missed";

    private static int registered;

    public static void Register()
    {
        if (Interlocked.Exchange(ref registered, 1) == 1)
        {
            return;
        }

        var tiles = Speech.Of("en").DashboardTiles;
        Tile(Waiting, tiles.Waiting, f => f.Open.Waiting);
        Tile(Ready, tiles.Ready, f => f.Open.Ready);
        Tile(Calling, tiles.Calling, f => f.Open.Calling);
        Tile(Overdue, tiles.Overdue, f => f.Open.Overdue, alarming: true);
        Tile(Missed, tiles.Missed, f => f.MissedToday);
        GlobalConfiguration.Configuration.UseDashboardMetric(DashboardMetrics.FailedCount);
        JobHistoryRenderer.Register(SucceededState.StateName, (html, data) => JobHistoryRenderer.SucceededRenderer(html, Plain(data)));
        NavigationMenu.Items.Add(page => new MenuItem(PageOf(page).Say.ByDueTime, "/jobs"));
        GlobalConfiguration.Configuration.UseJobDetailsRenderer(0, Case);
        DashboardRoutes.AddJavaScript(typeof(JobDashboardParts).Assembly, "assets/dashboard.js");
        DashboardRoutes.AddStylesheet(typeof(JobDashboardParts).Assembly, "assets/dashboard.css");
    }

    private static void Tile(string name, string title, Func<(OpenFigures Open, int MissedToday), int> count, bool alarming = false)
    {
        var tile = new DashboardMetric(name, title, page =>
        {
            var context = PageOf(page);
            var midnight = context.Zone.AtStartOfDay(context.Now.InZone(context.Zone).Date).ToInstant();
            return page.Context.GetHttpContext().RequestServices.GetRequiredService<DashboardFigures>().Read(midnight) is not { } figures ? new Metric("?")
                : new Metric(count(figures)) { Style = alarming && count(figures) > 0 ? MetricStyle.Danger : MetricStyle.Default, Highlighted = alarming && count(figures) > 0 };
        });
        GlobalConfiguration.Configuration.UseDashboardMetric(tile);
    }

    /// <summary>On a job's page: its case, how it stands, and the way to it.</summary>
    private static NonEscapedString? Case(JobDetailsRendererDto job)
    {
        if (JobTitle.Of(job.JobDetails.Job) is not { CaseId: { } id })
        {
            return new NonEscapedString("");
        }

        var page = PageOf(job.Page);
        var database = job.Page.Context.GetHttpContext().RequestServices.GetRequiredService<Database>();
#pragma warning disable VSTHRD002 // Hangfire's pages are rendered synchronously
        var booked = database.InTransactionAsync(tx => tx.Jobs.FindBookedAsync(id), CancellationToken.None).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
        if (booked is null)
        {
            return new NonEscapedString("");
        }

        var why = booked.State == CaseState.Closed ? $"{page.Say.ClosedAs(page.Say.Of(booked.Disposition!.Value))}: {page.Text(booked.Reason)}"
            : booked.NextAttemptAt is { } at ? $"{page.Absolute(at)}: {page.Text(booked.NextAttemptWhy)}"
            : page.Say.AnAttemptRuns;
        return new NonEscapedString(
            $"""
            <h3>{Encode(page.Say.CaseTitleShort)}</h3>
            <p class="orchestrator-case"><a href="/cases/{id}">{Encode(page.Show(booked.Number.E164))}</a> · {Encode(booked.Policy)} · <strong>{Encode(page.Say.State(booked.State))}</strong> · {Encode(why)}</p>
            """);
    }

    /// <summary>Results are kept as values; people read them in their language.</summary>
    private static Dictionary<string, string> Plain(IDictionary<string, string> data)
    {
        var plain = new Dictionary<string, string>(data, StringComparer.OrdinalIgnoreCase);
        if (plain.TryGetValue("Result", out var result))
        {
            plain["Result"] = JobAnswer.Read(result) is { } answer ? Language.Of(CultureInfo.CurrentUICulture.TwoLetterISOLanguageName).Say(answer) : result;
        }

        return plain;
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);

    private static PageContext PageOf(RazorPage page) => page.Context.GetHttpContext().RequestServices.GetRequiredService<PageContext>();
}
