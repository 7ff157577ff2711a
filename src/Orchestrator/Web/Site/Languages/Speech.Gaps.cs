using Orchestrator.Core.Cases;

namespace Orchestrator.Web.Site.Languages;

/// <content>The times in which nobody listened.</content>
public sealed partial class Speech
{
    public string Of(GapUnknown unknown) => language.Word(unknown);

    public string Gaps => Ui("gaps.title");

    public string GapsText => Ui("gaps.text");

    public string NoGaps => Ui("gaps.none");

    public string Pbx => Ui("gaps.pbx");

    public string GapSince => Ui("gaps.since");

    public string GapLasted => Ui("gaps.lasted");

    public string GapLasts => Ui("gaps.lasts");

    public string GapLink => Ui("gaps.link");

    public string GapWhy => Ui("gaps.why");

    public string GapFilledBy => Ui("gaps.filled_by");

    public string GapFound => Ui("gaps.found");

    public string GapUnknownTitle => Ui("gaps.unknown");
}
