using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>The destination of an export and the source of an import of cache mounts: a folder, a tar file or an image.</summary>
public sealed record CacheMountsPlace
{
    private const string ImageScheme = "docker-image://";

    private CacheMountsPlace(CacheMountsPlaceKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>The kind of place.</summary>
    public CacheMountsPlaceKind Kind { get; }

    /// <summary>The full path, or the reference of the image.</summary>
    public string Value { get; }

    /// <summary>
    /// Parses a place: <c>….tar</c> is a tar file; a text with a tag or a digest (<c>acme/cache:pip</c>) or with the prefix
    /// <c>docker-image://</c> is an image; any other text is a folder.
    /// </summary>
    /// <param name="text">The text. A path can be relative.</param>
    /// <param name="root">The folder that a relative path starts from. <c>null</c>: the working directory.</param>
    /// <exception cref="InvalidSettingException">The text is empty, or <c>docker-image://</c> is not followed by an image reference.</exception>
    [Pure]
    public static CacheMountsPlace Parse(string text, string? root = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidSettingException("--docker-cache-mounts", "is empty; set a folder, a .tar file, or an image with its tag");

        if (text.StartsWith(ImageScheme, StringComparison.Ordinal))
            return Image(ImageReference.Parse(text[ImageScheme.Length..]));

        var isPath = Path.IsPathRooted(text) || text[0] == '.' || text[^1] is '/' or '\\' || IsDrive(text);
        if (!isPath && ImageReference.TryParse(text, out var reference) && (reference.Tag ?? reference.Digest) is not null)
            return Image(reference);

        var path = Path.GetFullPath(text, Path.GetFullPath(root ?? "."));
        return path.EndsWith(".tar", StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path)
            ? new(CacheMountsPlaceKind.Tar, path)
            : new(CacheMountsPlaceKind.Folder, Path.TrimEndingDirectorySeparator(path));
    }

    /// <summary>Creates a place that is a folder.</summary>
    [Pure]
    public static CacheMountsPlace Folder(string path) => new(CacheMountsPlaceKind.Folder, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>Creates a place that is a tar file.</summary>
    [Pure]
    public static CacheMountsPlace Tar(string path) => new(CacheMountsPlaceKind.Tar, Path.GetFullPath(path));

    /// <summary>Creates a place that is an image in the engine or in a registry.</summary>
    [Pure]
    public static CacheMountsPlace Image(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new(CacheMountsPlaceKind.Image, reference.WithDefaultTag().Familiar);
    }

    /// <summary>Returns <c>folder /path</c>, <c>tar file /path</c> or <c>image name:tag</c>.</summary>
    public override string ToString() =>
        $"{Kind switch { CacheMountsPlaceKind.Folder => "folder", CacheMountsPlaceKind.Tar => "tar file", _ => "image" }} {Value}";

    private static bool IsDrive(string text) => text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\';
}
