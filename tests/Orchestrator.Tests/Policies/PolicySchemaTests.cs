using System.Text.Json.Nodes;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using Orchestrator.Core.Fields;
using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using Orchestrator.Engine.PolicyFiles;
using Xunit;

namespace Orchestrator.Tests.Policies;

/// <summary>The schemas accept and refuse what the loader does, but for named rules.</summary>
public sealed class PolicySchemaTests : IAsyncLifetime
{
    /// <summary>Reasons of the loader that a schema cannot know.</summary>
    private static readonly string[] BeyondASchema =
    [
        "is missing",                       // defaults.yaml may have it
        "not a known time zone",            // the list has six hundred names and changes
        "out of range",                     // of a duration, which is text
        "not a window of time",             // one that ends where it begins
        "ends before it begins", "more than 366 days", "there is no day", "is given twice", "the time of day is given twice", // two values against one another, and the calendar
        "all day is busy", "all day is quiet", "no day is open",
        "not an address of http",           // a port over 65535
        "not a telephone number", "not a dialled number", "not the beginning of a number", // digits without quotes are numbers to an editor, and have no length
        "not a policy's name", "not the name of a queue", // the plus of a number without quotes is lost to an editor
        "given twice, first in",            // a name that is written twice in a mapping
        "anchors are not allowed", "tags are not allowed", "aliases are not allowed",
    ];

    private JsonSchema policies = new();
    private JsonSchema numbers = new();

    public async ValueTask InitializeAsync() => (policies, numbers) = (await SchemaAsync("policy"), await SchemaAsync("numbers"));

    public ValueTask DisposeAsync() => default;

    [Theory]
    [InlineData("10-sales.yaml")]
    [InlineData("numbers.yaml")]
    public void Schema_ShippedFiles_AreAccepted(string file)
    {
        var text = File.ReadAllText(PolicyText.Shipped("policies/" + file));

        Assert.Empty((file == "numbers.yaml" ? numbers : policies).Validate(Token(text)).Select(e => e.ToString()));
    }

    [Fact]
    public void Schema_Examples_AreAcceptedByTheLoader() =>
        Assert.All(
            from field in SchemaFields.Of("policy") where field.Path != "policy" && !field.Path.Contains('[', StringComparison.Ordinal) from example in field.Examples select (field.Path, example),
            e => Assert.Empty(PolicyText.Fragment(SchemaFields.Nest(e.Path, e.example.ToJsonString())).Findings));

    [Fact]
    public void Schema_Defaults_AreThoseOfTheLoader() =>
        Assert.All(
            SchemaFields.Of("policy").Where(f => f.Default is not null),
            f => Assert.Equivalent(
                PolicyText.Fragment("").Policy! with { Version = "" },
                PolicyText.Fragment(SchemaFields.Nest(f.Path, f.Default!.ToJsonString())).Policy! with { Version = "" },
                strict: true));

    [Fact]
    public async Task Schema_OfDefaults_IsThatOfPoliciesWithoutTheirOwn()
    {
        var schema = await SchemaAsync("defaults");

        Assert.Empty(schema.Validate(Token("attempts: 3\noperators: { ring: 20s }")));
        Assert.NotEmpty(schema.Validate(Token("policy: sales")));
        Assert.NotEmpty(schema.Validate(Token("covers: {}")));
    }

    [Fact]
    public void Schema_EveryMistakeOfTheReadersTests_IsJudgedAlike()
    {
        var texts = typeof(PolicyFindingTests).GetMethods()
            .SelectMany(m => m.GetCustomAttributes(typeof(InlineDataAttribute), inherit: false).Cast<InlineDataAttribute>())
            .Select(a => (string)a.Data[0]!)
            .ToList();

        Assert.True(texts.Count > 100);
        foreach (var text in texts)
        {
            AssertAlike(text.StartsWith("operators", StringComparison.Ordinal) || text.StartsWith("customer", StringComparison.Ordinal)
                ? string.Join('\n', PolicyText.Least.Split('\n').Where(l => !l.StartsWith(text.Split(':')[0], StringComparison.Ordinal))) + text
                : PolicyText.Least + text);
        }
    }

    [Theory]
    [InlineData("attempts: 5")]
    [InlineData("record: true")]
    [InlineData("attempts: 5.0")]
    [InlineData("attempts: 5.5")]
    [InlineData("attempts: 1e1")]
    [InlineData("attempts: 1e2")]
    [InlineData("limits: { per_number_per_day: 1.0 }")]
    [InlineData("record: True")]
    [InlineData("record: FALSE")]
    [InlineData("record: tRUE")]
    [InlineData("retry: { busy: { after: 1m, uses_attempt: True, at_most: 1.0 } }")]
    [InlineData("covers: { queues: null }")]
    [InlineData("covers: { queues: [sales, True] }")]
    [InlineData("covers: { queues: false }")]
    [InlineData("covers: { queues: ~ }")]
    [InlineData("covers: { queues: \"null\" }")]
    [InlineData("covers: { queues: 100 }")]
    [InlineData("covers: { queues: 1.5 }")]
    [InlineData("record: yes")]
    [InlineData("record: ~")]
    [InlineData("covers: { queues: [400, 401] }")]
    [InlineData("covers: { queues: sales, numbers: +74951234567 }")]
    [InlineData("covers:")]
    [InlineData("hours: { 'mon, wed': 9:00-10:00 }")]
    [InlineData("hours: { 'mon - wed': 9:00-10:00 }")]
    [InlineData("hours: { 'mon,': 9:00-10:00 }")]
    [InlineData("holidays: {}")]
    [InlineData("notify: []")]
    [InlineData("notify:\n- on: case_closed\n  email: a@b.de")]
    [InlineData("retry: { invalid: { strike_out: } }")]
    [InlineData("retry: { invalid: strike_out }")]
    [InlineData("retry: { invalid: { strike_out: { after: 2h } } }")]
    [InlineData("retry: { busy: { after: 5m, at_most: 51 } }")]
    [InlineData("retry: { no_answer: { dayparts: 10:00 } }")]
    public void Schema_SingleFields_AreJudgedAlike(string fields) => AssertAlike(PolicyText.Least + fields);

    [Theory]
    [InlineData("null", false)]
    [InlineData("Null", false)]
    [InlineData("true", false)]
    [InlineData("FALSE", false)]
    [InlineData("1.5", true)]
    [InlineData("100", true)]
    [InlineData("'null'", true)]
    [InlineData("'true'", true)]
    public void Schema_NamesThatLookLikeOtherThings_AreJudgedAlike(string name, bool isTaken)
    {
        var text = PolicyText.Least.Replace("policy: sales", $"policy: {name}\ncovers: {{ queues: [{name}] }}", StringComparison.Ordinal);

        AssertAlike(text);
        Assert.Equal(isTaken ? [] : ["policy", "covers.queues[0]"], PolicyText.Read(text).Findings.Select(f => f.Path));
    }

    /// <summary>docs/policies.md names it under "Editors".</summary>
    [Theory]
    [InlineData("attempts: \"5\"")]
    [InlineData("record: \"true\"")]
    [InlineData("retry: { busy: { after: 1m, at_most: \"1\" } }")]
    public void Schema_NumbersAndFlagsInQuotes_AreTakenByTheLoaderOnly(string fields)
    {
        Assert.Empty(PolicyText.Read(PolicyText.Least + fields).Findings);
        Assert.NotEmpty(policies.Validate(Token(PolicyText.Least + fields)));
    }

    [Fact]
    public void Schema_MutatedPolicies_AreJudgedAlike()
    {
        var random = new Random(17);
        string[] files = [File.ReadAllText(PolicyText.Shipped("policies/10-sales.yaml")), .. PolicyDocsTests.Blocks.Select(b => PolicyText.Least + b.Data.Item2).Where(Parses)];
        var refused = 0;
        for (var i = 0; i < 1500; i++)
        {
            var text = Mutate(files[random.Next(files.Length)], random);
            refused += Parses(text) && AssertAlike(text) ? 1 : 0;
        }

        Assert.InRange(refused, 150, 1450);
    }

    [Theory]
    [InlineData("home: RU")]
    [InlineData("home: Russia")]
    [InlineData("home: RU\noutside_prefix: 9")]
    [InlineData("home: RU\noutside_prefix: \"\"")]
    [InlineData("home: RU\noutside_prefix: \"123456\"")]
    [InlineData("home: RU\nallow: [DE, \"+375*\", \"+79161234567\"]")]
    [InlineData("home: RU\nallow: [Germany]")]
    [InlineData("home: RU\nown: [RU]")]
    [InlineData("home: RU\nown: [\"8 (495) 123-45-67\", \"(495) 123-45-67\", 84951234567]")]
    [InlineData("home: RU\nown: [101]")]
    [InlineData("home: RU\nkinds: [mobile]")]
    [InlineData("home: RU\nkinds: [unknown]")]
    [InlineData("home: RU\nrestricted: call")]
    [InlineData("home: RU\nrestricted: dial")]
    [InlineData("home: RU\nalso: [\"+7999*\"]")]
    [InlineData("home: RU\nprices: { currency: RUB, attempt: 0.5, minute: { \"*\": 1, \"+79*\": 2.5 } }")]
    [InlineData("home: RU\nprices: { currency: rouble }")]
    [InlineData("home: RU\nprices: { attempt: -1 }")]
    [InlineData("home: RU\nprices: { minute: { \"79*\": 2 } }")]
    [InlineData("home: RU\nprices: {}\nbudget: { per_day: 5 }")]
    [InlineData("home: RU\nprices: {}\nbudget: {}")]
    [InlineData("home: RU\nbudget: { per_day: 5 }")]
    [InlineData("country: \"+7\"")]
    [InlineData("country: 7")]
    [InlineData("country: \"+7\"\nnational: [{ starts: 8, becomes: \"+7\" }]")]
    [InlineData("country: \"+7\"\nnational: [{ becomes: \"+7\" }]")]
    [InlineData("country: \"+7\"\nnational: [{ starts: 8x, becomes: \"+7\" }]")]
    [InlineData("country: \"+7\"\nnational: [{ length: 2, becomes: \"+7\" }]")]
    [InlineData("country: \"+7\"\nallow: \"+7*\"")]
    [InlineData("country: \"+7\"\ndeny: [7803*]")]
    [InlineData("country: \"+7\"\nown: [\"+01234567\"]")]
    [InlineData("country: \"+7\"\ncaps: { per_day: 0 }")]
    [InlineData("country: \"+7\"\nresponsible: { +7495*: PJSIP/101 }")]
    [InlineData("country: \"+7\"\nresponsible: { 7495*: PJSIP/101 }")]
    [InlineData("country: \"+7\"\nzones: { +7495*: Europe/Moscow }")]
    [InlineData("country: \"+7\"\nzones: [Europe/Moscow]")]
    [InlineData("allow: []")]
    public void Schema_NumbersFiles_AreJudgedAlike(string text) =>
        Assert.Equal(NumbersReader.Read(YamlSource.Parse(text, "n").Root!).Plan is not null, numbers.Validate(Token(text)).Count == 0);

    /// <returns>Whether the loader refuses it.</returns>
    private bool AssertAlike(string text)
    {
        var errors = PolicyText.Read(text).Findings;
        var accepted = policies.Validate(Token(text)).Count == 0;
        if (errors.IsEmpty && !accepted)
        {
            // A schema wants numbers and truth values without quotes; the loader does not care.
            Assert.True(Written(Token(text)).Any(t => policies.Validate(t).Count == 0), $"Refused by the schema only:\n{text}\n{string.Join('\n', policies.Validate(Token(text)))}");
        }
        else if (accepted)
        {
            Assert.All(errors, e => Assert.True(BeyondASchema.Any(r => e.Reason.ToString().Contains(r, StringComparison.Ordinal)), $"Refused by the loader only: {e}\n{text}"));
        }

        return !errors.IsEmpty;
    }

    /// <summary>The document with one scalar written without its quotes.</summary>
    private static IEnumerable<JToken> Written(JToken root)
    {
        foreach (var path in root.SelectTokens("$..*").OfType<JValue>().Where(v => v.Type == JTokenType.String).Select(v => v.Path).ToList())
        {
            var copy = root.DeepClone();
            var value = (JValue)copy.SelectToken(path)!;
            value.Replace(Token((string)value!));
            yield return copy;
        }
    }

    private static string Mutate(string text, Random random)
    {
        string[] values = ["0", "5", "-1", "1001", "true", "no", "~", "5m", "0s", "99d", "10:00", "24:00", "09:00-20:00", "20:00-09:00", "closed", "always", "[]", "{}", "[5m, 5m]", "queue sales", "sales", "PJSIP/101", "sound:x", "+7495", "x y", "2026-12-31", "strike_out", "busy", "\"5\"", "'true'", "5.0", "1.5", "1e1", "null", "True", "'null'"];
        var lines = text.Split('\n');
        var at = random.Next(lines.Length);
        var colon = lines[at].LastIndexOf(": ", StringComparison.Ordinal);
        switch (random.Next(4))
        {
            case 0 when colon > 0:
                lines[at] = lines[at][..(colon + 2)] + values[random.Next(values.Length)];
                break;
            case 1:
                lines[at] = "";
                break;
            case 2:
                lines[at] = lines[at].Replace("o", random.Next(2) == 0 ? "a" : "oo", StringComparison.Ordinal);
                break;
            default:
                var digit = lines[at].AsSpan().IndexOfAnyInRange('0', '9');
                lines[at] = digit < 0 ? lines[at] : lines[at][..digit] + random.Next(10) + lines[at][(digit + 1)..];
                break;
        }

        return string.Join('\n', lines);
    }

    private static bool Parses(string text) => YamlSource.Parse(text, "f") is { Root: SourceNode.Mapping, Findings.IsEmpty: true };

    private static JToken Token(string yaml)
    {
        using var reader = new JsonTextReader(new StringReader(TypedYaml.Read(yaml)?.ToJsonString() ?? "null")) { DateParseHandling = DateParseHandling.None };
        return JToken.ReadFrom(reader);
    }

    private static Task<JsonSchema> SchemaAsync(string name) => JsonSchema.FromJsonAsync(PolicySchemas.Text(name), TestContext.Current.CancellationToken);
}
