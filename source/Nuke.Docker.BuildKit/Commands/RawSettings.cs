using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Arguments;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Any command, with its arguments as one would type them.</summary>
public sealed record RawSettings : DockerSettings<RawSettings>
{
    /// <summary>What follows <c>docker</c>, each word by itself; nothing is quoted or checked.</summary>
    public ImmutableList<string> Words { get; init; } = [];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [];

    /// <inheritdoc/>
    protected override void Render(ArgumentListBuilder _)
    {
        foreach (var word in Words)
            _.Positional(word);
    }
}
