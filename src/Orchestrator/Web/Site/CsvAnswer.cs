using System.Text;
using Orchestrator.Core.Texts;

namespace Orchestrator.Web.Site;

/// <summary>A list as a file, written page by page while it is read: it needs little memory, and holds no transaction open for a slow reader.</summary>
/// <param name="Name">The file's name, without its end.</param>
/// <param name="Language">The reader's.</param>
/// <param name="Columns">The keys of the heads.</param>
/// <param name="PageAsync">Reads a page of at most so many rows behind a row, and where the next one starts; null: this is the last.</param>
internal sealed record CsvAnswer<TKey>(
    string Name, Language Language, IReadOnlyList<string> Columns, Func<int, TKey?, CancellationToken, Task<(IEnumerable<IReadOnlyList<string?>> Rows, TKey? Next)>> PageAsync) : IResult
    where TKey : class
{
    /// <summary>Most rows of a file; a note behind them says so.</summary>
    public const int MostRows = 100_000;

    private const int PerPage = 1000;

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancel) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8; header=present";
        response.Headers.ContentDisposition = $"attachment; filename=\"{Name}.csv\"";
        var file = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true)); // spreadsheets know UTF-8 by its mark only
        await using (file.ConfigureAwait(false))
        {
            await file.WriteAsync(Csv.Row([.. Columns.Select(c => Language.Text(c))]));
            TKey? behind = null;
            for (var rows = 0; rows < MostRows; rows += PerPage)
            {
                (var page, behind) = await PageAsync(PerPage, behind, cancel);
                foreach (var row in page)
                {
                    await file.WriteAsync(Csv.Row(row));
                }

                await file.FlushAsync(cancel);
                if (behind is null)
                {
                    return;
                }
            }

            await file.WriteAsync(Csv.Row([Language.Text("csv.more", ("rows", MostRows))]));
        }
    }
}
