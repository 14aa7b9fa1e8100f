using Nuke.Docker.BuildKit.Builds;
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

    /// <summary>Source of the context.</summary>
    public ContextKind Kind { get; }

    /// <summary>Spelling that buildx expects.</summary>
    public string Value { get; }

    /// <inheritdoc cref="Parse"/>
    public static implicit operator ContextSource(string text) => Parse(text);

    /// <summary>A folder, relative to the working directory.</summary>
    /// <exception cref="InvalidSettingException">The path would be read as something else: <c>target:x</c>, a URL. Write <c>./target:x</c>.</exception>
    public static ContextSource Local(string path) =>
        KindOf(Required.Text(path, $"{Flag} folder")) is ContextKind.Local
            ? new(ContextKind.Local, path)
            : throw new InvalidSettingException(Flag, $"'{path}' would not be read as a folder; write ./{path}");

    /// <summary>A Git repository.</summary>
    /// <param name="url">The repository; over HTTP it has to end in <c>.git</c>, or it would be fetched as a file.</param>
    /// <param name="reference">A branch, a tag or a commit; <c>null</c> is the default branch.</param>
    /// <param name="subdirectory">A folder within it; <c>null</c> is its root.</param>
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
            : throw new InvalidSettingException(Flag, $"'{url}' would not be read as a repository; give a URL that ends in .git, git@host:path or ssh://");
    }

    /// <summary>A file or an archive that the builder fetches.</summary>
    public static ContextSource Http(string url) =>
        KindOf(Required.Text(url, $"{Flag} URL")) is ContextKind.Http
            ? new(ContextKind.Http, url)
            : throw new InvalidSettingException(Flag, $"'{url}' would not be fetched as a file; give an http or https URL that doesn't end in .git");

    /// <summary>An image, instead of the one that <c>FROM</c> or <c>COPY --from</c> names.</summary>
    public static ContextSource DockerImage(ImageReference reference) =>
        new(ContextKind.DockerImage, ImageScheme + (reference ?? throw new ArgumentNullException(nameof(reference))));

    /// <summary>An image in an OCI layout.</summary>
    /// <param name="folder">The layout's folder.</param>
    /// <param name="tag">The image's tag; <c>null</c> is <c>latest</c>.</param>
    /// <param name="digest">The image's digest, <c>sha256:…</c>; <c>null</c> is what the tag points to.</param>
    public static ContextSource OciLayout(string folder, string? tag = null, string? digest = null) =>
        new(ContextKind.OciLayout, $"{LayoutScheme}{Required.Text(folder, $"{Flag} oci-layout")}{(tag is null ? "" : $":{tag}")}" +
            $"{(digest is null ? "" : $"@{digest}")}");

    /// <summary>The result of another target of a bake file.</summary>
    public static ContextSource Target(string name) => new(ContextKind.Target, TargetScheme + Required.Text(name, $"{Flag} target"));

    /// <summary>Parses the text after the name and the equals sign.</summary>
    /// <exception cref="InvalidSettingException">The text is empty, or a scheme without a value.</exception>
    public static ContextSource Parse(string text)
    {
        Required.Text(text, Flag);
        if (text is ImageScheme or LayoutScheme or TargetScheme)
            throw new InvalidSettingException(Flag, $"nothing follows '{text}'");
        if (text.StartsWith(ImageScheme, StringComparison.Ordinal))
            ImageReference.Parse(text[ImageScheme.Length..], Flag);
        return new(KindOf(text), text);
    }

    /// <summary>Spelling that buildx expects.</summary>
    public override string ToString() => Value;

    // BuildKit asks in this order. A fragment or a query may follow ".git".
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
