using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Writes files whole or not at all: a reader never sees half of one, and who is interrupted leaves the old one. Folders are made where they are missing.</summary>
internal static class AtomicFile
{
    /// <summary>A text in UTF-8, without a byte order mark unless it begins with one.</summary>
    public static void WriteText(string text, string path) => WriteBytes(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text), path);

    /// <summary>Likewise bytes, for a file that may be in any encoding. A file that is replaced keeps its permissions.</summary>
    public static void WriteBytes(byte[] bytes, string path)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // Beside the target, because a rename is one step only within a file system.
        var temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            File.WriteAllBytes(temporary, bytes);
            if (!OperatingSystem.IsWindows() && File.Exists(target))
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
            File.Move(temporary, target, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
