using System.Text;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>Writes files atomically. An interrupted write leaves the old file. Missing directories are created.</summary>
internal static class AtomicFile
{
    /// <summary>Writes a text in UTF-8. A byte order mark is written only if the text begins with one.</summary>
    public static void WriteText(string text, string path) => WriteBytes(new UTF8Encoding(encoderShouldEmitUTF8Identifier: false).GetBytes(text), path);

    /// <summary>Writes bytes. A replaced file keeps its permissions.</summary>
    public static void WriteBytes(byte[] bytes, string path)
    {
        var target = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        // In the directory of the target, because a rename is atomic only within a file system.
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
