using System.Globalization;
using System.Text;

namespace Orchestrator.Benchmarks.Replay;

/// <summary>A year of a busy call centre as queue_log has it: seeded, so that every run has the same file.</summary>
internal static class SyntheticQueueLog
{
    private const int Seed = 20261122;
    private const int Customers = 600_000;
    private const long FirstSecond = 1_735_689_600; // 2025-01-01, UTC

    private static readonly string[] Queues = ["sales", "sales-vip", "support"];

    /// <summary>Writes the file. One call of three is missed.</summary>
    /// <returns>Its records.</returns>
    public static async Task<int> WriteAsync(string path, int missed)
    {
        var random = new Random(Seed);
        var coming = new PriorityQueue<string, (long Time, int Order)>();
        var records = 0;
        await using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        var now = FirstSecond;
        for (var call = 0; call < 3 * missed; call++)
        {
            // 08:00 to 21:00 in Moscow is busy, the night is quiet.
            var hour = ((now / 3600) + 3) % 24;
            now += hour is >= 8 and < 21 ? random.Next(0, 13) : random.Next(0, 120);
            while (coming.TryPeek(out var line, out var key) && key.Time <= now)
            {
                coming.Dequeue();
                await file.WriteLineAsync(line);
            }

            var queue = Queues[random.Next(Queues.Length)];
            var start = string.Create(CultureInfo.InvariantCulture, $"{now}.{call}|{queue}|");
            var waited = random.Next(1, 180);
            Add(now, 0, $"{start}NONE|ENTERQUEUE||8916{random.Next(Customers):0000000}|1");
            if (call % 3 == 0)
            {
                Add(now + waited, 1, $"{start}NONE|ABANDON|1|1|{waited}");
            }
            else
            {
                var talked = random.Next(10, 400);
                Add(now + waited, 1, $"{start}PJSIP/101|CONNECT|{waited}|{now}.{call}1|4");
                Add(now + waited + talked, 2, $"{start}PJSIP/101|COMPLETECALLER|{waited}|{talked}|1");
            }

            void Add(long time, int order, string line)
            {
                coming.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{time}|{line}"), (time, order));
                records++;
            }
        }

        while (coming.TryDequeue(out var line, out _))
        {
            await file.WriteLineAsync(line);
        }

        return records;
    }
}
