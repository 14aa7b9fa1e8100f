using Nuke.Docker.BuildKit.Commands.Internal;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Source of a named build context. Strings convert implicitly.</summary>
public sealed record ContextSource
{
    private const string Flag = "--build-context";
    private const string ImageScheme = "docker-image://";
    private const string LayoutScheme = "oci-layout://";
    private const string TargetScheme = "target:";

    private ContextSource(ContextKind kind, string value)
    {
        Kind = kind;
        Value = value;
    }

    /// <summary>Kind of the source.</summary>
    public ContextKind Kind { get; }

    /// <summary>Spelling that buildx expects.</summary>
    public string Value { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator ContextSource(string text) => Parse(text);

    /// <summary>Creates a source from a folder, relative to the working directory.</summary>
    /// <exception cref="InvalidSettingException">The path would be read as something else: <c>target:x</c>, a URL. Write <c>./target:x</c>.</exception>
    public static ContextSource Local(string path) =>
        KindOf(Required.Text(path, $"{Flag} folder")) is ContextKind.Local
            ? new(ContextKind.Local, path)
            : throw new InvalidSettingException(Flag, $"'{path}' would not be read as a folder; write ./{path}");

    /// <summary>Creates a source from a Git repository.</summary>
    /// <param name="url">The repository. Over HTTP it must end in <c>.git</c>; otherwise buildx downloads it as a file.</param>
    /// <param name="reference">A branch, a tag or a commit; <c>null</c> is the default branch.</param>
    /// <param name="subdirectory">A folder in the repository; <c>null</c> is its root.</param>
    public static ContextSource Git(string url, string? reference = null, string? subdirectory = null)
    {
        var fragment = (reference, subdirectory) switch
        {
            (null, null) => "",
            (_, null) => $"#{reference}",
            _ => $"#{reference}:{subdirectory}",
        };
        return KindOf(Required.Text(url, $"{Flag} repository")) is ContextKind.Git
            ? new(ContextKind.Git, url + fragment)
            : throw new InvalidSettingException(Flag, $"'{url}' would not be read as a repository; use a URL that ends in .git, git@host:path or ssh://");
    }

    /// <summary>Creates a source from a file or an archive that the builder downloads.</summary>
    public static ContextSource Http(string url) =>
        KindOf(Required.Text(url, $"{Flag} URL")) is ContextKind.Http
            ? new(ContextKind.Http, url)
            : throw new InvalidSettingException(Flag, $"'{url}' would not be downloaded as a file; use an http or https URL that does not end in .git");

    /// <summary>Creates a source from an image, which replaces the one that <c>FROM</c> or <c>COPY --from</c> names.</summary>
    public static ContextSource DockerImage(ImageReference reference) =>
        new(ContextKind.DockerImage, ImageScheme + (reference ?? throw new ArgumentNullException(nameof(reference))));

    /// <summary>Creates a source from an image in an OCI layout.</summary>
    /// <param name="folder">Folder of the layout.</param>
    /// <param name="tag">Tag of the image; <c>null</c> is <c>latest</c>.</param>
    /// <param name="digest">Digest of the image, <c>sha256:…</c>; <c>null</c> uses the tag.</param>
    public static ContextSource OciLayout(string folder, string? tag = null, string? digest = null) =>
        new(ContextKind.OciLayout, $"{LayoutScheme}{Required.Text(folder, $"{Flag} oci-layout")}{(tag is null ? "" : $":{tag}")}" +
            $"{(digest is null ? "" : $"@{digest}")}");

    /// <summary>Creates a source from the result of another target of a bake file.</summary>
    public static ContextSource Target(string name) => new(ContextKind.Target, TargetScheme + Required.Text(name, $"{Flag} target"));

    /// <summary>Parses the text after the name and the equals sign.</summary>
    /// <exception cref="InvalidSettingException">The text is empty, or a scheme without a value.</exception>
    public static ContextSource Parse(string text)
    {
        Required.Text(text, Flag);
        if (text is ImageScheme or LayoutScheme or TargetScheme)
            throw new InvalidSettingException(Flag, $"'{text}' has no value");
        if (text.StartsWith(ImageScheme, StringComparison.Ordinal))
            ImageReference.Parse(text[ImageScheme.Length..], Flag);
        return new(KindOf(text), text);
    }

    /// <summary>Spelling that buildx expects.</summary>
    public override string ToString() => Value;

    // The order in which BuildKit decides. A fragment or a query may follow ".git".
    private static ContextKind KindOf(string text)
    {
        if (text.StartsWith(ImageScheme, StringComparison.Ordinal))
            return ContextKind.DockerImage;
        if (text.StartsWith(LayoutScheme, StringComparison.Ordinal))
            return ContextKind.OciLayout;
        if (text.StartsWith(TargetScheme, StringComparison.Ordinal))
            return ContextKind.Target;
        if (text.StartsWith("git://", StringComparison.Ordinal) || text.StartsWith("ssh://", StringComparison.Ordinal)
            || text.StartsWith("git@", StringComparison.Ordinal))
            return ContextKind.Git;
        if (!text.StartsWith("http://", StringComparison.Ordinal) && !text.StartsWith("https://", StringComparison.Ordinal))
            return ContextKind.Local;

        var end = text.AsSpan().IndexOfAny('#', '?');
        return (end < 0 ? text.AsSpan() : text.AsSpan(0, end)).EndsWith(".git") ? ContextKind.Git : ContextKind.Http;
    }
}
