namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Combines the parameters of <see cref="IHazDockerSkip"/>.</summary>
internal static class SkipParameters
{
    /// <summary>Returns true if builds of images that are up to date are skipped.</summary>
    public static bool Skips(this IHazDockerSkip build) => build.DockerSkip && !build.DockerForce;
}
