using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Images;

/// <summary>Images to copy from a repository of one registry to a repository of another one.</summary>
public sealed record ImageCopy
{
    private const string Setting = "image to copy";

    /// <summary>Creates a copy of images.</summary>
    /// <param name="source">
    /// The repository, optionally with a tag, a pattern of tags or a digest: <c>registry.example.com/acme/api:1.*</c>. Without a tag:
    /// <see cref="Tags"/>, or <c>latest</c> if they are empty.
    /// </param>
    /// <param name="destination">
    /// A registry (<c>mirror.example.com</c>) for the same repository in it, a prefix that ends with a slash (<c>mirror.example.com/proxy/</c>), or a
    /// repository (<c>mirror.example.com/acme/api</c>).
    /// </param>
    /// <exception cref="InvalidSettingException">A name is invalid. The message states the correct form.</exception>
    public ImageCopy(string source, string destination)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(destination);
        var (name, tag, digest) = Split(source);
        SourceRepository = ImageReference.Parse(name, Setting);
        Digest = digest is null ? null : ImageReference.Parse($"{name}@{digest}", Setting).Digest;
        Tag = tag;
        DestinationRepository = RepositoryOf(destination, SourceRepository);
        if (DestinationRepository == SourceRepository)
            throw new InvalidSettingException(Setting, $"'{source}' would be copied to itself; name another registry or repository");
        if (tag is not null)
            _ = new TagPattern(tag);
        (Source, Destination) = (source, destination);
    }

    /// <summary>The repository, optionally with a tag, a pattern of tags or a digest.</summary>
    public string Source { get; }

    /// <summary>The registry, the prefix or the repository to which images are copied.</summary>
    public string Destination { get; }

    /// <summary>
    /// Tags and patterns of tags, besides that of <see cref="Source"/>: <c>1.*</c>, <c>latest</c>; <c>!*-rc*</c> excludes tags. Case matters.
    /// </summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The platforms to copy; empty: all. An index with only some of its platforms has another digest.</summary>
    public IReadOnlyList<Platform> Platforms { get; init; } = [];

    /// <summary>The repository to copy from.</summary>
    internal ImageReference SourceRepository { get; }

    /// <summary>The repository to copy to.</summary>
    internal ImageReference DestinationRepository { get; }

    /// <summary>The tag or the pattern in <see cref="Source"/>.</summary>
    internal string? Tag { get; }

    /// <summary>The digest in <see cref="Source"/>.</summary>
    internal string? Digest { get; }

    /// <summary>All patterns; empty if only <see cref="Digest"/> is copied.</summary>
    internal IReadOnlyList<TagPattern> Patterns
    {
        get
        {
            List<TagPattern> patterns = [.. Tags.Prepend(Tag).OfType<string>().Select(text => new TagPattern(text))];
            if (Digest is not null && patterns.Find(pattern => pattern.Exact is null) is { } several)
                throw new InvalidSettingException(Setting, $"'{Source}' is one image, so that the pattern {several} can't select its tags; write the tags");
            return patterns.Count > 0 || Digest is not null ? patterns : [new TagPattern("latest")];
        }
    }

    /// <summary>Returns source and destination.</summary>
    public override string ToString() => $"{Source} to {Destination}";

    private static ImageReference RepositoryOf(string destination, ImageReference source)
    {
        if (!destination.Contains('/', StringComparison.Ordinal))
            destination += "/";
        if (destination.EndsWith('/'))
            destination += source.Path;
        var repository = ImageReference.Parse(destination, "destination of images");
        if (repository.Tag is not null || repository.Digest is not null)
            throw new InvalidSettingException("destination of images", $"'{destination}' must have no tag and no digest: images keep theirs");
        return repository.Domain == "docker.io" && !destination.StartsWith("docker.io/", StringComparison.Ordinal)
            ? throw new InvalidSettingException("destination of images", $"'{destination}' has no registry; write one, such as docker.io/{destination}")
            : repository;
    }

    // The tag may be a pattern, which is no valid reference.
    private static (string Name, string? Tag, string? Digest) Split(string text)
    {
        string? digest = null;
        if (text.IndexOf('@', StringComparison.Ordinal) is var at and >= 0)
            (text, digest) = (text[..at], text[(at + 1)..]);
        var colon = text.IndexOf(':', text.LastIndexOf('/') + 1);
        return colon < 0 ? (text, null, digest) : (text[..colon], text[(colon + 1)..], digest);
    }
}
