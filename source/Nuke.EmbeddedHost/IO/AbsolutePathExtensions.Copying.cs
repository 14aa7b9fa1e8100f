namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    /// <summary>Copies a file, or a folder with all it holds, to the target path.</summary>
    public static AbsolutePath Copy(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null,
        bool createDirectories = true)
    {
        if (source.FileExists())
            return CopyFile(source, target, policy, createDirectories);
        Assert.DirectoryExists(source);
        if (target.DirectoryExists() && !policy.HasFlag(ExistsPolicy.DirectoryMerge))
            throw new IOException($"Directory '{target}' exists already");

        target.CreateDirectory();
        foreach (var file in source.GetFiles())
        {
            if (excludeFile?.Invoke(file) != true)
                CopyFile(file, target / file.Name, policy, createDirectories);
        }

        foreach (var directory in source.GetDirectories())
        {
            if (excludeDirectory?.Invoke(directory) != true)
                directory.Copy(target / directory.Name, policy, excludeDirectory, excludeFile, createDirectories);
        }

        return target;
    }

    /// <summary>Copies a file or folder under its own name into the target folder.</summary>
    public static AbsolutePath CopyToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null,
        bool createDirectories = true)
        => source.Copy(target / source.Name, policy, excludeDirectory, excludeFile, createDirectories);

    private static AbsolutePath CopyFile(AbsolutePath source, AbsolutePath target, ExistsPolicy policy, bool createDirectories)
    {
        if (target.FileExists())
        {
            if (policy.HasFlag(ExistsPolicy.FileSkip)
                || (policy.HasFlag(ExistsPolicy.FileOverwriteIfNewer) && source.GetLastWriteTimeUtc() <= target.GetLastWriteTimeUtc()))
                return target;
            if (policy.HasFlag(ExistsPolicy.FileFail))
                throw new IOException($"File '{target}' exists already");
        }

        if (createDirectories)
            target.Parent?.CreateDirectory();
        File.Copy(source, target, overwrite: true);
        return target;
    }
}
