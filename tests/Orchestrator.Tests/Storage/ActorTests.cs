using Orchestrator.Engine.Storage;
using Xunit;

namespace Orchestrator.Tests.Storage;

public sealed class ActorTests
{
    public static TheoryData<string, string> Asked => new()
    {
        { "anna", Actor.User("anna").Name },
        { "Anna", Actor.User("anna").Name },
        { "crm", Actor.ApiKey("crm").Name },
        { "CRM of sales", Actor.ApiKey("CRM of sales").Name },
        { "root", Actor.CommandLine("root").Name },
        { "root", "command line (root)" },
        { "one-time link", Actor.OneTimeLink(null).Name },
        { "somebody", Actor.Somebody(null).Name },
        { "API key 'crm'", Actor.ApiKey("crm").Name },
        { "root on the command line", Actor.CommandLine("root").Name },
    };

    [Theory]
    [MemberData(nameof(Asked))]
    public void NamesOf_WhatAPersonAsksBy_HasTheActorsName(string asked, string actor) => Assert.Contains(actor, Actor.NamesOf(asked));
}
