using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Arguments;
using Nuke.Docker.BuildKit.Settings;

namespace Nuke.Docker.BuildKit.Versions.Internal;

/// <summary>A command without flags that tells a version.</summary>
internal sealed record VersionSettings(IReadOnlyList<string> Words) : DockerSettings<VersionSettings>
{
    protected override IReadOnlyList<string> Command => Words;

    public static VersionSettings Of(IReadOnlyList<string> words, IReadOnlyDictionary<string, string?> environment) =>
        new(words) { EnvironmentVariables = environment.ToImmutableSortedDictionary(StringComparer.Ordinal) };

    protected override void Render(ArgumentListBuilder _)
    {
    }
}
