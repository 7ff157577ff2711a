using System.Globalization;

namespace Orchestrator.Fuzz;

/// <summary>What a run is told on the command line.</summary>
internal sealed record FuzzOptions(int Seed = 1, int Seconds = 60)
{
    public static FuzzOptions? Read(string[] args)
    {
        var options = new FuzzOptions();
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return null;
            switch (args[i])
            {
                case "--seed":
                    options = options with { Seed = value };
                    break;
                case "--for":
                    options = options with { Seconds = value };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
