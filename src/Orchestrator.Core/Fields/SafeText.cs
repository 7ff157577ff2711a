using System.Text.RegularExpressions;

namespace Orchestrator.Core.Fields;

/// <summary>What may reach a dial string, an application's argument or a file name of the PBX: named characters only, nothing escaped.</summary>
internal static partial class SafeText
{
    public const string NumberSlot = "{number}";
    private const string SoundPrefix = "sound:";
    private const int LongestEmail = 254; // RFC 5321, 4.5.3.1.3, without the angle brackets
    private const int LongestWebhook = 2000;

    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    // Milliseconds. The patterns are linear, so this limit is only a safety net.
    private const int MatchLimit = 1000;

    public static bool IsName(string text) => Name().IsMatch(text);

    /// <summary>A queue's name: any letters, digits, spaces and signs but those that end it in queues.conf, in the arguments of <c>Queue()</c> or in queue_log. It reaches no dial string.</summary>
    public static bool IsQueue(string text) => Queue().IsMatch(text);

    /// <summary>PJSIP/101, SIP/trunk/101, Local/101@from-queue/n.</summary>
    public static bool IsInterface(string text) => Interface().IsMatch(text);

    public static bool IsPhone(string text) => Phone().IsMatch(text);

    public static bool IsDid(string text) => Did().IsMatch(text);

    public static bool IsSound(string text) => Sound().IsMatch(text) && !text.Contains("..", StringComparison.Ordinal);

    /// <summary>One ASCII address: no name, no comment, no quotes, nothing that ends a header.</summary>
    public static bool IsEmail(string text) => text.Length <= LongestEmail && Email().IsMatch(text);

    /// <summary>http or https, without user and password.</summary>
    public static bool IsWebhook(string text) => text.Length <= LongestWebhook && Webhook().IsMatch(text);

    public static string SoundName(string text) => text[SoundPrefix.Length..];

    /// <summary>Safe once a number of digits and a plus stands in the slot.</summary>
    public static bool IsDialString(string text) =>
        text.Split(NumberSlot) is [var before, var after] && DialBefore().IsMatch(before) && DialAfter().IsMatch(after);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9_.-]{0,63}\z", Options, MatchLimit)]
    private static partial Regex Name();

    // 80 characters: app_queue's own limit (AST_MAX_EXTENSION) in bytes.
    [GeneratedRegex(@"\A(?! )[^\p{C}\p{Zl}\p{Zp},|\[\]]{1,80}(?<! )\z", Options, MatchLimit)]
    private static partial Regex Queue();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{1,19}/[A-Za-z0-9_.+@-]{1,64}(/[A-Za-z0-9_.+@-]{1,64})?\z", Options, MatchLimit)]
    private static partial Regex Interface();

    [GeneratedRegex(@"\A\+?[0-9]{3,15}\z", Options, MatchLimit)]
    private static partial Regex Phone();

    [GeneratedRegex(@"\A\+?[0-9]{1,20}\*?\z", Options, MatchLimit)]
    private static partial Regex Did();

    [GeneratedRegex(@"\Asound:[A-Za-z0-9_./-]{1,128}\z", Options, MatchLimit)]
    private static partial Regex Sound();

    [GeneratedRegex(@"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*\z", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(@"\Ahttps?://([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?(/[A-Za-z0-9_.~!$&'()*+,;=:%/-]*)?(\?[A-Za-z0-9_.~!$&'()*+,;=:%/?-]*)?\z", Options | RegexOptions.NonBacktracking)]
    private static partial Regex Webhook();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]{1,19}/[A-Za-z0-9_./:+-]{0,64}\z", Options, MatchLimit)]
    private static partial Regex DialBefore();

    [GeneratedRegex(@"\A[A-Za-z0-9_./:@-]{0,128}\z", Options, MatchLimit)]
    private static partial Regex DialAfter();
}
