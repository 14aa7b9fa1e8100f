using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>What every target does around its work: stops it on Ctrl+C, and gives the build the exit code of what went wrong.</summary>
internal static class TargetAction
{
    // What shells use for wrong arguments.
    private const int UsageExitCode = 2;

    public static async Task<T> RunAsync<T>(INukeBuild build, Func<CancellationToken, Task<T>> work)
    {
        using var cancellation = new Cancellation();
        try
        {
            var result = await work(cancellation.Token);
            return cancellation.Requested ? throw new OperationCanceledException(cancellation.Token) : result;
        }
        catch (Exception failure) when (cancellation.Requested)
        {
            // What fails after Ctrl+C fails because of it.
            build.ExitCode = (int)DockerExitCode.Canceled;
            throw new OperationCanceledException("The build was cancelled.", failure, cancellation.Token);
        }
        catch (Exception failure) when (ExitCodeOf(failure) is { } exitCode)
        {
            build.ExitCode = exitCode;
            throw;
        }
    }

    /// <summary>The same for work that nothing can stop.</summary>
    public static T Run<T>(INukeBuild build, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception failure) when (ExitCodeOf(failure) is { } exitCode)
        {
            build.ExitCode = exitCode;
            throw;
        }
    }

    private static int? ExitCodeOf(Exception failure) => failure switch
    {
        DockerBuildException known => known.ExitCode,
        InvalidSettingException => UsageExitCode,
        DockerignoreException => (int)DockerExitCode.DockerfileSyntax,
        OperationCanceledException => (int)DockerExitCode.Canceled,
        EngineNotFoundException or EngineStartException => (int)DockerExitCode.EngineUnavailable,
        DoctorException => (int)DockerExitCode.DoctorFoundErrors,
        EngineRequestException => (int)DockerExitCode.EngineLost,
        _ => null,
    };
}
