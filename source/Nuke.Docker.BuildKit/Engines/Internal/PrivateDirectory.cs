namespace Nuke.Docker.BuildKit.Engines.Internal;

internal static class PrivateDirectory
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Creates the folder with mode 0700, or sets the mode of an existing one.</summary>
    /// <exception cref="EngineNotFoundException">The path is a link, which in a folder such as /tmp any user could have created.</exception>
    public static void Ensure(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        var directory = new DirectoryInfo(path);

        if (directory.LinkTarget is not null)
            throw new EngineNotFoundException([$"{path} is a symbolic link to {directory.LinkTarget}."], "Remove it, or choose another folder for the engine.");

        Directory.CreateDirectory(path, OwnerOnly);
        File.SetUnixFileMode(path, OwnerOnly);
    }

    /// <summary>The daemon would give the group access to its socket.</summary>
    public static void EnsureSocket(string path)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}
