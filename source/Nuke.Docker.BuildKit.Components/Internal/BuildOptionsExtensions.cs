using Nuke.Docker.BuildKit.Answers.Engine;
using Nuke.Docker.BuildKit.Builds;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Components.Internal;

internal static class BuildOptionsExtensions
{
    /// <summary>What the parameters of a build class and its engine say of every build, of whatever kind.</summary>
    public static TOptions With<TOptions, TBuild>(this TOptions options, TBuild build, EngineProbe engine, EngineInfo info)
        where TOptions : BuildOptions
        where TBuild : IHazDockerEngine, IHazDockerCache, IHazDockerRecovery
    {
        BuildOptions common = options;
        return (TOptions)(common with
        {
            Print = BuildLog.Print,
            Engine = engine,
            EngineName = $"docker {info.ServerVersion}",
            EngineReturned = EngineSession.Of(build).Returned,
            LocalCache = CacheLimits.Of(build),
            Recovery = build.DockerRecoveryLimits,
        });
    }
}
