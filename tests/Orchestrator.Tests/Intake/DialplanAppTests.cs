using Orchestrator.Engine.Intake;
using Xunit;

namespace Orchestrator.Tests.Intake;

public sealed class DialplanAppTests
{
    [Theory]
    [InlineData("Queue", "sales,tT,,,60", "sales")]
    [InlineData("Queue", "Отдел продаж", "Отдел продаж")]
    [InlineData("Exec", "Queue(sales,t)", "sales")]
    [InlineData("TryExec", " queue(sales)", "sales")]
    [InlineData("ExecIf", "1?Queue(sales,,,,600):Queue(none)", "sales")]
    [InlineData("ExecIf", "0?Queue(sales,,,,600):Queue(night,t)", "night")]
    [InlineData("ExecIf", "00?Queue(sales)", null)]
    [InlineData("ExecIf", "?Queue(sales)", null)]
    [InlineData("ExecIf", "open?Queue(sales)", "sales")]
    [InlineData("ExecIf", "1?Set(a=b:c):Queue(sales)", null)]
    [InlineData("ExecIf", "0?Set(a=b:c):Queue(sales)", "sales")]
    [InlineData("ExecIf", "1?Playback(x)", null)]
    [InlineData("ExecIf", "Queue(sales)", null)]
    [InlineData("Dial", "Queue(sales)", null)]
    [InlineData("Queue", "", "")]
    [InlineData(null, null, null)]
    public void QueueOf_ALine_IsTheQueueThatItLeadsTo(string? app, string? data, string? queue) => Assert.Equal(queue, DialplanApp.QueueOf(app, data));
}
