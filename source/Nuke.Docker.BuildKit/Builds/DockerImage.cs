using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds;

/// <summary>An image to build: its name, build context, Dockerfile and build arguments.</summary>
public sealed record DockerImage
{
    /// <summary>Describes an image.</summary>
    /// <param name="name">The repository without a tag, such as <c>acme/bot</c> or <c>registry.example.com/acme/bot</c>.</param>
    /// <exception cref="ArgumentException">The name is empty, or has a tag or a digest. Set <see cref="Tags"/> instead.</exception>
    public DockerImage(string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        if (name.Contains('@') || name.LastIndexOf(':') > name.LastIndexOf('/'))
        {
            var repository = name[..name.IndexOfAny(['@', ':'], name.LastIndexOf('/') + 1)];
            throw new ArgumentException(
                $"'{name}' has a tag or a digest. Separate the tag from the name: new(\"{repository}\") {{ Tags = [\"…\"] }}.",
                nameof(name));
        }

        Name = name;
    }

    /// <summary>The repository without a tag, such as <c>acme/bot</c>.</summary>
    public string Name { get; }

    /// <summary>The last path segment of <see cref="Name"/>, which <c>--image</c> accepts and which names the folder of the report.</summary>
    public string ShortName => Name[(Name.LastIndexOf('/') + 1)..];

    /// <summary>The build context, a folder or a URL. <c>null</c>: the root directory of the build.</summary>
    public string? Context { get; init; }

    /// <summary>The path of the Dockerfile. <c>null</c>: <c>Dockerfile</c> in the context.</summary>
    public string? Dockerfile { get; init; }

    /// <summary>The stage to build (<c>--target</c>). <c>null</c>: the last one.</summary>
    public string? Target { get; init; }

    /// <summary>The tags. Default: <c>latest</c>. Empty: the image has no name.</summary>
    public ImmutableList<string> Tags { get; init; } = ["latest"];

    /// <summary>Values for <c>ARG</c>. They are visible in the history of the image and in reports: use <see cref="Secrets"/> for passwords.</summary>
    public ImmutableDictionary<string, string> BuildArgs { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Secrets for <c>RUN --mount=type=secret</c>.</summary>
    public ImmutableList<BuildSecret> Secrets { get; init; } = [];

    /// <summary>Platforms such as <c>linux/arm64</c>. Empty: the platform of the engine.</summary>
    public ImmutableList<string> Platforms { get; init; } = [];

    /// <summary>The references of the image: <see cref="Name"/> with each of the <see cref="Tags"/>.</summary>
    public IEnumerable<string> References => Tags.Select(tag => $"{Name}:{tag}");

    /// <summary>Creates the settings of the build, without caches.</summary>
    /// <param name="rootDirectory">
    /// The working directory of the build, and the context of an image without one. <c>null</c>: the current directory.
    /// </param>
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
