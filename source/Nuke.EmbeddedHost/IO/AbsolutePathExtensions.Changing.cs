namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    public static AbsolutePath CreateDirectory(this AbsolutePath path)
    {
        Directory.CreateDirectory(path);
        return path;
    }

    /// <summary>Creates an empty folder, replacing an existing one.</summary>
    public static AbsolutePath CreateOrCleanDirectory(this AbsolutePath path)
    {
        path.DeleteDirectory();
        return path.CreateDirectory();
    }

    /// <summary>Deletes the folder with its content, including read-only files. Does nothing if it doesn't exist.</summary>
    public static void DeleteDirectory(this AbsolutePath path)
    {
        if (!Directory.Exists(path))
            return;

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        foreach (var file in new DirectoryInfo(path).EnumerateFiles("*", options))
        {
            if (file.IsReadOnly && OperatingSystem.IsWindows())
                file.IsReadOnly = false;
        }

        Directory.Delete(path, recursive: true);
    }

    public static void DeleteDirectories(this IEnumerable<AbsolutePath> paths)
    {
        foreach (var path in paths)
            path.DeleteDirectory();
    }

    public static void DeleteFile(this AbsolutePath path)
    {
        if (File.Exists(path))
            File.Delete(path);
    }

    public static void DeleteFiles(this IEnumerable<AbsolutePath> paths)
    {
        foreach (var path in paths)
            path.DeleteFile();
    }

    /// <summary>Creates the file or sets its modification time; <c>null</c>: now.</summary>
    public static AbsolutePath TouchFile(this AbsolutePath path, DateTime? time = null, bool createDirectories = true)
    {
        if (createDirectories)
            path.Parent?.CreateDirectory();
        if (!File.Exists(path))
            File.WriteAllBytes(path, []);
        File.SetLastWriteTime(path, time ?? DateTime.Now);
        return path;
    }
}
