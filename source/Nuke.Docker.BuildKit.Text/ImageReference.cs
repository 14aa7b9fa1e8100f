using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>A reference to an image as docker reads it: <c>alpine</c> is <c>docker.io/library/alpine</c>. Strings convert implicitly.</summary>
public sealed record ImageReference : IArgumentValue
{
    internal const string DefaultDomain = "docker.io";
    internal const string OfficialPrefix = "library/";

    internal ImageReference(string domain, string path, string? tag, string? digest)
    {
        Domain = domain;
        Path = path;
        Tag = tag;
        Digest = digest;
    }

    /// <summary>The registry, including its port: <c>docker.io</c>, <c>localhost:5000</c>.</summary>
    public string Domain { get; }

    /// <summary>The repository within the registry: <c>library/alpine</c>.</summary>
    public string Path { get; }

    /// <summary>The tag; <c>null</c> if not set. Docker uses <c>latest</c> then, unless a digest is set.</summary>
    public string? Tag { get; private init; }

    /// <summary>The digest, <c>sha256:…</c>; <c>null</c> if not set.</summary>
    public string? Digest { get; private init; }

    /// <summary>Registry and repository: <c>docker.io/library/alpine</c>.</summary>
    public string Name => $"{Domain}/{Path}";

    /// <summary>The name as docker shows it: without <c>docker.io/</c> and <c>library/</c>, unless the rest would be read as another registry.</summary>
    public string FamiliarName
    {
        get
        {
            if (Domain != DefaultDomain || ImageReferenceReader.IsDomain(Path[..Path.IndexOf('/', StringComparison.Ordinal)]))
                return Name;

            var official = Path.StartsWith(OfficialPrefix, StringComparison.Ordinal) && Path.IndexOf('/', OfficialPrefix.Length) < 0;
            return official
                ? Path[OfficialPrefix.Length..]
                : Path;
        }
    }

    /// <summary>The reference as docker shows it: <c>alpine:3.20</c>.</summary>
    public string Familiar => FamiliarName + Suffix;

    private string Suffix => (Tag is null ? "" : $":{Tag}") + (Digest is null ? "" : $"@{Digest}");

    /// <inheritdoc cref="Parse(string)"/>
    public static implicit operator ImageReference(string text) => Parse(text);

    /// <summary>Reads a reference by docker's rules.</summary>
    /// <exception cref="InvalidSettingException">The text is not a valid reference. The message names the invalid part.</exception>
    public static ImageReference Parse(string text) => Parse(text, "image reference");

    /// <summary>Reads a reference by docker's rules; <c>false</c> if the text is invalid.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? reference) =>
        ImageReferenceReader.Read(text ?? "", out reference) is null;

    /// <summary>Returns the reference with the tag <c>latest</c> if it has neither tag nor digest.</summary>
    [Pure]
    public ImageReference WithDefaultTag() => Tag is null && Digest is null ? this with { Tag = "latest" } : this;

    /// <summary>Returns the reference with another tag, and without a digest.</summary>
    /// <exception cref="InvalidSettingException">The text is not a valid tag.</exception>
    [Pure]
    public ImageReference WithTag(string tag) => Parse($"{Name}:{tag}");

    /// <summary>Returns the short form.</summary>
    public Argument ToArgument() => new(Familiar);

    /// <summary>Returns the full reference: <c>docker.io/library/alpine:3.20</c>.</summary>
    public override string ToString() => Name + Suffix;

    internal static ImageReference Parse(string text, string setting)
    {
        var problem = ImageReferenceReader.Read(text ?? "", out var reference);
        return reference ?? throw new InvalidSettingException(setting, problem!);
    }
}
