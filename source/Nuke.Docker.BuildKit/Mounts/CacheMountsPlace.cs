using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Mounts;

/// <summary>Where cache mounts are carried to and from.</summary>
public sealed record CacheMountsPlace
{
    private const string ImageScheme = "docker-image://";

    private CacheMountsPlace(CacheMountsPlaceKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>What it is.</summary>
    public CacheMountsPlaceKind Kind { get; }

    /// <summary>The full path, or the image's reference.</summary>
    public string Value { get; }

    /// <summary>
    /// Tells a place from its text: <c>….tar</c> is a tar file; what has a tag or a digest (<c>acme/cache:pip</c>) or begins with
    /// <c>docker-image://</c> is an image; anything else is a folder.
    /// </summary>
    /// <param name="text">A path may be relative.</param>
    /// <param name="root">What a relative path counts from; null: the working directory.</param>
    /// <exception cref="InvalidSettingException">Nothing, or no image reference after <c>docker-image://</c>.</exception>
    [Pure]
    public static CacheMountsPlace Parse(string text, string? root = null)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw new InvalidSettingException("--docker-cache-mounts", "is empty; give a folder, a file that ends in .tar, or an image with its tag");

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

    /// <summary>A folder.</summary>
    [Pure]
    public static CacheMountsPlace Folder(string path) => new(CacheMountsPlaceKind.Folder, Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    /// <summary>A tar file.</summary>
    [Pure]
    public static CacheMountsPlace Tar(string path) => new(CacheMountsPlaceKind.Tar, Path.GetFullPath(path));

    /// <summary>An image, in the engine or in a registry.</summary>
    [Pure]
    public static CacheMountsPlace Image(ImageReference reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        return new(CacheMountsPlaceKind.Image, reference.WithDefaultTag().Familiar);
    }

    /// <summary><c>folder /path</c>, <c>tar file /path</c> or <c>image name:tag</c>.</summary>
    public override string ToString() => $"{Kind switch { CacheMountsPlaceKind.Folder => "folder", CacheMountsPlaceKind.Tar => "tar file", _ => "image" }} {Value}";

    private static bool IsDrive(string text) => text.Length > 2 && char.IsAsciiLetter(text[0]) && text[1] == ':' && text[2] is '/' or '\\';
}
