using Orchestrator.Core.Numbers;
using Orchestrator.Core.Policies;
using PhoneNumbers;
using NumberFormat = Orchestrator.Core.Numbers.NumberFormat;

namespace Orchestrator.Fuzz;

/// <summary>Texts as callers, forms and people send them, under all kinds of plans and dial strings; each must keep the number guard's promises.</summary>
public static class NumberFuzz
{
    private const string Alphabet = "0123456789+-() <>@;:.*#,&|${}'\"\r\n\0aintelspb\u00e9\u0663\ud800";

    private static readonly string[] Homes = ["RU", "DE", "GB", "US", "CA", "ES", "IT", "AU", "AR", "BR", "KZ", "FR", "SG", "AT", "SE", "FI", "HU", "MX"];
    private static readonly string[] Templates = ["PJSIP/{number}@trunk", "Local/{number}@from-internal", "PJSIP/trunk/sip:{number}@host", "Local/9{number}@out", "PJSIP/00{number}@trunk", "PJSIP/8{number}@trunk", "PJSIP/1{number}@trunk"];
    private static readonly string[] Prefixes = ["", "", "", "9", "0", "8", "00"];
    private static readonly NumberFormat[] Formats = Enum.GetValues<NumberFormat>();
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Example numbers of all regions and kinds, in international form.</summary>
    public static IReadOnlyList<(string Region, string E164)> Examples { get; } =
    [
        .. from region in Library.GetSupportedRegions().Order(StringComparer.Ordinal)
           from type in Library.GetSupportedTypesForRegion(region)
           let number = Library.GetExampleNumberForType(region, type)
           where number is not null
           select (region, Library.Format(number, PhoneNumberFormat.E164)),
    ];

    /// <summary>Tries so many texts.</summary>
    /// <returns>The first broken promise; null: none.</returns>
    public static string? Run(int seed, int texts)
    {
#pragma warning disable RS0030 // the injected source is made here, from the seed
        var random = new Random(seed);
#pragma warning restore RS0030
        for (var i = 0; i < texts; i++)
        {
            var plan = Plan(random);
            var customer = new CustomerRules { Dial = Templates[random.Next(Templates.Length)], NumberFormat = Formats[random.Next(Formats.Length)] };
            var text = Text(random, plan.Home!);
            if (NumberPromises.Broken(text, plan, customer) is { } fault)
                return $"{fault}; text '{text}', home {plan.Home}, outside '{plan.OutsidePrefix}', {customer.Dial} {customer.NumberFormat}";
        }

        return null;
    }

    private static NumberPlan Plan(Random random)
    {
        var plan = new NumberPlan { Home = Homes[random.Next(Homes.Length)], OutsidePrefix = Prefixes[random.Next(Prefixes.Length)] };
        return random.Next(4) switch
        {
            0 => plan with { Allow = [new("+*")], Also = [new("+*")] },
            1 => plan with { Allow = [new(plan.Home), new(Homes[random.Next(Homes.Length)])], Deny = [Listed(random), Listed(random)] },
            2 => plan with { Own = [Listed(random)], DoNotCall = [Listed(random)], Allow = [new("+*")] },
            _ => plan with { Also = [new("+*")] },
        };
    }

    private static NumberPattern Listed(Random random)
    {
        var number = Examples[random.Next(Examples.Count)].E164;
        return new NumberPattern(random.Next(2) == 0 ? number : number[..random.Next(2, number.Length)] + "*");
    }

    private static string Text(Random random, string home)
    {
        switch (random.Next(4))
        {
            case 0:
                return new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            case 1:
                string[] starts = ["", "+", "00", "810", "8", "0", "011", "+7", "7", "+49", "+1", "9", "90", "98"];
                return starts[random.Next(starts.Length)] + string.Concat(Enumerable.Range(0, random.Next(4, 16)).Select(_ => (char)('0' + random.Next(10))));
            default:
                var number = Examples[random.Next(Examples.Count)].E164;
                var spelt = NumberSpellings.Of(number, home).ToList();
                var text = spelt[random.Next(spelt.Count)];
                return random.Next(3) > 0 ? text : Damaged(text, random);
        }
    }

    private static string Damaged(string text, Random random)
    {
        var at = random.Next(text.Length);
        return random.Next(3) switch
        {
            0 => text.Remove(at, 1),
            1 => text.Insert(at, ((char)('0' + random.Next(10))).ToString()),
            _ => text[..at] + (char)('0' + random.Next(10)) + text[(at + 1)..],
        };
    }
}
