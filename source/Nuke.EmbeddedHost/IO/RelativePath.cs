namespace Nuke.Common.IO;

/// <summary>A normalized relative path with the platform's separators.</summary>
public class RelativePath
{
    private readonly string path;
    private readonly char separator;

    protected RelativePath(string path, char? separator = null)
    {
        this.separator = separator ?? Path.DirectorySeparatorChar;
        this.path = PathConstruction.NormalizePath(path, this.separator);
    }

    public static explicit operator RelativePath(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (PathConstruction.HasPathRoot(path))
            throw new ArgumentException($"'{path}' is not a relative path");
        return new RelativePath(path);
    }

    public static implicit operator string?(RelativePath? path) => path?.path;

    public static RelativePath operator /(RelativePath left, string right)
        => new(PathConstruction.Combine(left.path, right, left.separator), left.separator);

    public static RelativePath operator +(RelativePath left, string right) => new(left.path + right, left.separator);

    public override string ToString() => path;
}
