using System.Collections.Immutable;

namespace Nuke.Docker.BuildKit.Commands.Internal;

/// <summary>Settings of a command that builds one image. Their secrets are passed to the process and redacted.</summary>
internal interface IBuildSettings
{
    /// <summary>Secrets of the build.</summary>
    ImmutableList<BuildSecret>? Secret { get; }
}
