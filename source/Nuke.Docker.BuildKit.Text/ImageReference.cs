using System.Diagnostics.CodeAnalysis;
using System.Diagnostics.Contracts;

namespace Nuke.Docker.BuildKit.Text;

/// <summary>The name of an image as docker reads it: <c>alpine</c> is <c>docker.io/library/alpine</c>. A plain string converts to it.</summary>
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

    /// <summary>The registry, with its port where it has one: <c>docker.io</c>, <c>localhost:5000</c>.</summary>
    public string Domain { get; }

    /// <summary>The repository within the registry: <c>library/alpine</c>.</summary>
    public string Path { get; }

    /// <summary>What follows the colon; <c>null</c> where none is given, which docker takes for <c>latest</c> unless there is a digest.</summary>
    public string? Tag { get; private init; }

    /// <summary><c>sha256:…</c>; <c>null</c> where none is given.</summary>
    public string? Digest { get; private init; }

    /// <summary>Registry and repository: <c>docker.io/library/alpine</c>.</summary>
    public string Name => $"{Domain}/{Path}";

    /// <summary>The name as docker shows it: without <c>docker.io/</c> and <c>library/</c>, unless what is left would be read as another registry's.</summary>
    public string FamiliarName
    {
        get
        {
            if (Domain != DefaultDomain || ImageReferenceReader.IsDomain(Path[..Path.IndexOf('/', StringComparison.Ordinal)]))
                return Name;

            return Path.StartsWith(OfficialPrefix, StringComparison.Ordinal) && Path.IndexOf('/', OfficialPrefix.Length) < 0 ? Path[OfficialPrefix.Length..] : Path;
        }
    }

    /// <summary>The reference as docker shows it: <c>alpine:3.20</c>.</summary>
    public string Familiar => FamiliarName + Suffix;

    private string Suffix => (Tag is null ? "" : $":{Tag}") + (Digest is null ? "" : $"@{Digest}");

    /// <inheritdoc cref="Parse(string)"/>
    public static implicit operator ImageReference(string text) => Parse(text);

    /// <summary>Reads a reference by docker's rules.</summary>
    /// <exception cref="InvalidSettingException">Upper-case letters in the repository, a character that can't stand there, a part that is missing or too long: the message tells which.</exception>
    public static ImageReference Parse(string text) => Parse(text, "image reference");

    /// <summary>Reads a reference by docker's rules; <c>false</c> where it is none.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out ImageReference? reference) =>
        ImageReferenceReader.Read(text ?? "", out reference) is null;

    /// <summary>With <c>latest</c> where there is neither tag nor digest.</summary>
    [Pure]
    public ImageReference WithDefaultTag() => Tag is null && Digest is null ? this with { Tag = "latest" } : this;

    /// <summary>With another tag, and without a digest.</summary>
    /// <exception cref="InvalidSettingException">No tag.</exception>
    [Pure]
    public ImageReference WithTag(string tag) => Parse($"{Name}:{tag}");

    /// <summary>As it is typed, in its short form.</summary>
    public Argument ToArgument() => new(Familiar);

    /// <summary>The whole reference: <c>docker.io/library/alpine:3.20</c>.</summary>
    public override string ToString() => Name + Suffix;

    internal static ImageReference Parse(string text, string setting)
    {
        var problem = ImageReferenceReader.Read(text ?? "", out var reference);
        return reference ?? throw new InvalidSettingException(setting, problem!);
    }
}
