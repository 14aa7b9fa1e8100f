namespace Nuke.Common.IO;

public static partial class AbsolutePathExtensions
{
    private const ExistsPolicy FilePolicies = ExistsPolicy.FileFail | ExistsPolicy.FileSkip | ExistsPolicy.FileOverwrite | ExistsPolicy.FileOverwriteIfNewer;

    /// <summary>Copies a file, or a folder with its content, to the target path.</summary>
    /// <returns>The target; the source if the policy skips the file.</returns>
    public static AbsolutePath Copy(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null,
        bool createDirectories = true)
    {
        if (source.DirectoryExists())
            return Transfer(source, target, policy, createDirectories, CopyFile, _ => { }, excludeDirectory, excludeFile);
        Assert.True(excludeDirectory == null && excludeFile == null, $"Nothing can be excluded from '{source}', which is not a folder");
        return TransferFile(source, target, policy, createDirectories, CopyFile);
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

    /// <summary>Moves a file, or a folder with its content, to the target path.</summary>
    /// <param name="deleteRemainingFiles">True to delete files that the policy left in the source folder.</param>
    /// <returns>The target; the source if the policy skips the file.</returns>
    public static AbsolutePath Move(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true,
        bool deleteRemainingFiles = false)
    {
        if (!source.DirectoryExists())
            return TransferFile(source, target, policy, createDirectories, MoveFile);
        Transfer(source, target, policy, createDirectories, MoveFile, DeleteIfEmpty);
        if (deleteRemainingFiles)
            source.DeleteDirectory();
        return target;
    }

    /// <inheritdoc cref="Move(AbsolutePath, AbsolutePath, ExistsPolicy, bool, bool)"/>
    public static AbsolutePath Move(
        this AbsolutePath source,
        Func<AbsolutePath, AbsolutePath> newPath,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true)
        => source.Move(newPath(source), policy, createDirectories);

    /// <summary>Moves a file or folder under its own name into the target folder.</summary>
    public static AbsolutePath MoveToDirectory(
        this AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy = ExistsPolicy.Fail,
        bool createDirectories = true)
        => source.Move(target / source.Name, policy, createDirectories);

    /// <summary>Gives a file or folder another name in the same folder.</summary>
    public static AbsolutePath Rename(this AbsolutePath source, string newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.Move(source.Parent! / newName, policy);

    /// <inheritdoc cref="Rename(AbsolutePath, string, ExistsPolicy)"/>
    public static AbsolutePath Rename(this AbsolutePath source, Func<AbsolutePath, string> newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.Rename(newName(source), policy);

    /// <summary>Gives a file another name and keeps its extension.</summary>
    public static AbsolutePath RenameWithoutExtension(this AbsolutePath source, string newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.Rename(newName + source.Extension, policy);

    /// <inheritdoc cref="RenameWithoutExtension(AbsolutePath, string, ExistsPolicy)"/>
    public static AbsolutePath RenameWithoutExtension(this AbsolutePath source, Func<AbsolutePath, string> newName, ExistsPolicy policy = ExistsPolicy.Fail)
        => source.RenameWithoutExtension(newName(source), policy);

    private static AbsolutePath Transfer(
        AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy,
        bool createDirectories,
        Action<AbsolutePath, AbsolutePath> transferFile,
        Action<AbsolutePath> finish,
        Func<AbsolutePath, bool>? excludeDirectory = null,
        Func<AbsolutePath, bool>? excludeFile = null)
    {
        Assert.False(source.Contains(target), $"'{target}' lies in '{source}'");
        var merges = policy.HasFlag(ExistsPolicy.DirectoryMerge) && !policy.HasFlag(ExistsPolicy.DirectoryFail);
        Assert.True(merges || !target.DirectoryExists(), $"Directory '{target}' exists already, and the policy doesn't merge");
        if (createDirectories)
            target.CreateDirectory();

        foreach (var directory in source.GetDirectories().Where(x => excludeDirectory?.Invoke(x) != true).ToList())
            Transfer(directory, target / directory.Name, policy, createDirectories: true, transferFile, finish, excludeDirectory, excludeFile);
        foreach (var file in source.GetFiles().Where(x => excludeFile?.Invoke(x) != true).ToList())
            TransferFile(file, target / file.Name, policy, createDirectories: true, transferFile);
        finish(source);
        return target;
    }

    private static AbsolutePath TransferFile(
        AbsolutePath source,
        AbsolutePath target,
        ExistsPolicy policy,
        bool createDirectories,
        Action<AbsolutePath, AbsolutePath> transfer)
    {
        Assert.FileExists(source, $"'{source}' does not exist");
        if (target.FileExists() && !Replaces(source, target, policy))
            return source;
        if (createDirectories)
            target.Parent?.CreateDirectory();
        transfer(source, target);
        return target;
    }

    private static bool Replaces(AbsolutePath source, AbsolutePath target, ExistsPolicy policy) => (policy & FilePolicies) switch
    {
        ExistsPolicy.FileFail => throw new IOException($"File '{target}' exists already"),
        ExistsPolicy.FileSkip => false,
        ExistsPolicy.FileOverwrite => true,
        ExistsPolicy.FileOverwriteIfNewer => target.GetLastWriteTimeUtc() < source.GetLastWriteTimeUtc(),
        _ => throw new ArgumentException($"The policy '{policy}' must contain exactly one flag about files"),
    };

    // Files that the policy skipped stay in the source.
    private static void DeleteIfEmpty(AbsolutePath directory)
    {
        if (!Directory.EnumerateFileSystemEntries(directory).Any())
            Directory.Delete(directory);
    }

    private static void CopyFile(AbsolutePath source, AbsolutePath target) => File.Copy(source, target, overwrite: true);

    private static void MoveFile(AbsolutePath source, AbsolutePath target) => File.Move(source, target, overwrite: true);
}
