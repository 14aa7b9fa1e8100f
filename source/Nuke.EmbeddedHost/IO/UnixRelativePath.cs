namespace Nuke.Common.IO;

/// <summary>A relative path with slashes on every platform: for Dockerfiles, manifests, URLs.</summary>
public class UnixRelativePath : RelativePath
{
    protected UnixRelativePath(string path, char? separator) : base(path, separator)
    {
    }

    public static explicit operator UnixRelativePath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new UnixRelativePath(path, '/');
    }
}
