using Orchestrator.Web.Live;
using Orchestrator.Web.Site.Parts;

namespace Orchestrator.Web.Site.Streams;

/// <summary>The wallboard at one moment, ready-made for each audience.</summary>
internal sealed class BoardFrame(Board board, Fragments fragments)
{
    private readonly Rendered rendered = new(a => fragments.RenderAsync<BoardView>(a, new Dictionary<string, object?> { ["Board"] = board, ["IsTv"] = a.IsTv }));

    public Board Board => board;

    public Task<string> ForAsync(Audience audience) => rendered.ForAsync(audience);
}
