using Nuke.Common;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>What every target does around its work: stops it on Ctrl+C, and gives the build the exit code of what went wrong.</summary>
internal static class TargetAction
{
    public static async Task<T> RunAsync<T>(INukeBuild build, Func<CancellationToken, Task<T>> work)
    {
        using var cancellation = new Cancellation();
        try
        {
            return await work(cancellation.Token);
        }
        catch (Exception failure) when (ExitCodeOf(failure) is { } exitCode)
        {
            build.ExitCode = (int)exitCode;
            throw;
        }
    }

    private static DockerExitCode? ExitCodeOf(Exception failure) => failure switch
    {
        DockerBuildException known => (DockerExitCode)known.ExitCode,
        OperationCanceledException => DockerExitCode.Canceled,
        EngineNotFoundException or EngineStartException => DockerExitCode.EngineUnavailable,
        EngineRequestException => DockerExitCode.EngineLost,
        _ => null,
    };
}
