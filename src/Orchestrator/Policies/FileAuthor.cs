using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Orchestrator.Policies;

/// <summary>Who wrote a file, as far as the operating system knows: its owner's name.</summary>
internal static class FileAuthor
{
    private const int AtWorkingDirectory = -100;
    private const uint WantUid = 0x8;

    // struct statx, the same on every Linux: the mask at 0, the user id at 20; 256 bytes in all.
    private const int Size = 256;
    private const int UidOffset = 20;

    /// <summary>Null where nobody knows.</summary>
    public static string? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        try
        {
            var buffer = new byte[Size];
            if (statx(AtWorkingDirectory, Encoding.UTF8.GetBytes(path + '\0'), 0, WantUid, buffer) != 0 || (BitConverter.ToUInt32(buffer) & WantUid) == 0)
            {
                return null;
            }

            var uid = BitConverter.ToUInt32(buffer, UidOffset).ToString(CultureInfo.InvariantCulture);
            return File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length > 2 && fields[2] == uid)?[0] ?? $"uid {uid}";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or EntryPointNotFoundException or DllNotFoundException)
        {
            return null; // a C library without statx; an image without /etc/passwd
        }
    }

    [DllImport("libc")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, byte[] buffer);
}
