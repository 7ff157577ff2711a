namespace Orchestrator.Asterisk.QueueLog;

/// <summary>What became of the lines of one or more files: nothing is left out silently.</summary>
public sealed class QueueLogTally
{
    /// <summary>Records that were understood.</summary>
    public long Records { get; set; }

    /// <summary>Lines that begin no record and were read as a part of the one before: Asterisk writes line breaks of a caller's number as they come.</summary>
    public long Continued { get; set; }

    /// <summary>Records that could not be read.</summary>
    public long Unreadable { get; set; }

    /// <summary>Records of more than <see cref="QueueLogReader.MostBytes"/>.</summary>
    public long TooLong { get; set; }

    /// <summary>Files whose last line has no end.</summary>
    public long CutOff { get; set; }

    /// <summary>Everything that was not taken.</summary>
    public long Lost => Unreadable + TooLong + CutOff;
}
