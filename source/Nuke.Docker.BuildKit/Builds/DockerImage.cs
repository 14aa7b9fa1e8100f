using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>An image that a build script builds: what it is called, what it is made from.</summary>
public sealed record DockerImage
{
    /// <summary>Describes an image.</summary>
    /// <param name="name">The repository without a tag, such as <c>acme/bot</c> or <c>registry.example.com/acme/bot</c>.</param>
    /// <exception cref="ArgumentException">The name is empty, or carries a tag or a digest: those belong to <see cref="Tags"/>.</exception>
    public DockerImage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains('@') || name.LastIndexOf(':') > name.LastIndexOf('/'))
        {
            throw new ArgumentException($"'{name}' carries a tag or a digest. Give the repository as the name and the tag by itself: new(\"{name[..name.IndexOfAny(['@', ':'], name.LastIndexOf('/') + 1)]}\") {{ Tags = [\"…\"] }}.", nameof(name));
        }

        Name = name;
    }

    /// <summary>The repository without a tag, such as <c>acme/bot</c>.</summary>
    public string Name { get; }

    /// <summary>What follows the last slash of <see cref="Name"/>: what <c>--image</c> asks for, and the name of the report's folder.</summary>
    public string ShortName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The build context, a folder or a URL. <c>null</c>: the root directory of the build.</summary>
    public string? Context { get; init; }

    /// <summary>The path of the Dockerfile. <c>null</c>: <c>Dockerfile</c> in the context, as docker has it.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The stage to build, <c>--target</c>. <c>null</c>: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>The tags, <c>latest</c> by default. Empty: the image gets no name.</summary>
    public ImmutableList<string> Tags { get; init; } = ["latest"];

    /// <summary>Values for <c>ARG</c>. They stand in the image's history and in reports: a password belongs to <see cref="Secrets"/>.</summary>
    public ImmutableDictionary<string, string> BuildArgs { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>What <c>RUN --mount=type=secret</c> finds.</summary>
    public ImmutableList<BuildSecret> Secrets { get; init; } = [];

    /// <summary>Platforms such as <c>linux/arm64</c>. Empty: the one of the engine.</summary>
    public ImmutableList<string> Platforms { get; init; } = [];

    /// <summary><see cref="Name"/> with each of the <see cref="Tags"/>.</summary>
    public IEnumerable<string> References => Tags.Select(tag => $"{Name}:{tag}");

    /// <summary>The settings that build it, from what it is alone.</summary>
    /// <param name="rootDirectory">Where the build runs: relative paths are meant from there, and it is the context where the image names none. Null: the working directory.</param>
    [Pure]
    public BuildxBuildSettings ToBuildSettings(string? rootDirectory = null) => new BuildxBuildSettings()
        .SetWorkingDirectory(rootDirectory)
        .SetContext(Context ?? rootDirectory)
        .SetFile(Dockerfile)
        .SetTarget(Target)
        .AddTag(References.Select(ImageReference.Parse))
        .AddBuildArg(BuildArgs.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
        .AddSecret(Secrets)
        .AddPlatform(Platforms.Select(name => new Platform(name)));
}
