using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands.Arguments;

namespace Nuke.Docker.BuildKit.Commands;

/// <summary>Any command, with arguments as typed.</summary>
internal sealed record RawSettings : DockerSettings<RawSettings>
{
    /// <summary>Arguments after <c>docker</c>, one per item; neither quoted nor checked.</summary>
    public ImmutableList<string> Words { get; init; } = [];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Command => [];

    /// <inheritdoc/>
    private protected override void Render(ArgumentListBuilder _)
    {
        foreach (var word in Words)
            _.Positional(word);
    }
}
