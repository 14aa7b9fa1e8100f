using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>Runs the work of a target: stops it on Ctrl+C, and sets the exit code of the build on failure.</summary>
internal static class TargetAction
{
    // What hosts return for an exception.
    private const int UnknownFailure = 255;

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
            JsonOutput.WriteError(build, "The build was cancelled.", (int)DockerFaultKind.Canceled);
            build.ExitCode = (int)DockerFaultKind.Canceled;
            throw new OperationCanceledException("The build was cancelled.", failure, cancellation.Token);
        }
        catch (Exception failure)
        {
            Report(build, failure);
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
        catch (Exception failure)
        {
            Report(build, failure);
            throw;
        }
    }

    private static void Report(INukeBuild build, Exception failure)
    {
        var exitCode = ExitCodeOf(failure);
        JsonOutput.WriteError(build, failure.Message, exitCode ?? UnknownFailure);
        if (exitCode is not null)
            build.ExitCode = exitCode;
    }

    /// <summary>Sets the exit code of the build for a target that did its work, but whose result is a failure.</summary>
    public static DockerException Failure(INukeBuild build, DockerFaultKind kind, string message)
    {
        var failure = new DockerException(kind, message);
        build.ExitCode = failure.ExitCode;
        return failure;
    }

    /// <summary>Returns the exit code for a known failure, or <c>null</c> for any other exception.</summary>
    internal static int? ExitCodeOf(Exception failure) => failure switch
    {
        DockerException known => known.ExitCode,
        OperationCanceledException => (int)DockerFaultKind.Canceled,
        _ => null,
    };
}
