using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Dockerfiles.Ignoring;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Doctor;
using Nuke.Docker.BuildKit.Engines;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Processes;
using Nuke.Docker.BuildKit.Python.Projects;
using Nuke.Docker.BuildKit.Scaffolding.Projects;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Runs the work of a target: stops it on Ctrl+C, and sets the exit code of the build on failure.</summary>
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

    /// <summary>Returns the exit code for a failure of ours, or <c>null</c> for any other exception.</summary>
    internal static int? ExitCodeOf(Exception failure) => failure switch
    {
        DockerBuildException known => known.ExitCode,
        InvalidSettingException => UsageExitCode,
        DockerignoreException or DockerfileParseException => (int)DockerExitCode.DockerfileSyntax,
        OperationCanceledException => (int)DockerExitCode.Canceled,
        EngineNotFoundException or EngineStartException or EnginePackagesException => (int)DockerExitCode.EngineUnavailable,
        DoctorException => (int)DockerExitCode.DoctorFoundErrors,
        EngineRequestException => (int)DockerExitCode.EngineLost,
        ProjectFileException or PythonProjectException => (int)DockerExitCode.ProjectInvalid,
        SdkNotFoundException => (int)DockerExitCode.SdkMissing,
        FileChangedException => (int)DockerExitCode.FileChanged,
        DaemonConfigurationException => (int)DockerExitCode.DaemonConfigurationInvalid,
        ProcessStartException => (int)DockerExitCode.ToolMissing,
        ProcessFailedException or CommandFailedException or AnswerException => (int)DockerExitCode.ToolFailed,
        _ => null,
    };
}
