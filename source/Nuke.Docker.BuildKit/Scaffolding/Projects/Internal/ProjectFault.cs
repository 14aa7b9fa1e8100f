using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Creates the exceptions for projects that can't be evaluated.</summary>
internal static class ProjectFault
{
    /// <param name="path">The file with the error: the project, or one that it imports.</param>
    /// <param name="line">The line, from 1; 0 for the whole file.</param>
    /// <param name="message">The error.</param>
    /// <param name="inner">The cause; <c>null</c> if there is none.</param>
    public static DockerException Invalid(string path, int line, string message, Exception? inner = null) =>
        new(DockerFaultKind.ProjectInvalid, line > 0 ? $"{path}({line}): {message}" : $"{path}: {message}", inner);

    /// <param name="project">The project.</param>
    /// <param name="details">The error of the SDK that was asked; <c>null</c> if no SDK was found.</param>
    public static DockerException NoSdk(string project, string? details)
    {
        var reason = details is null ? "no dotnet program was found" : $"no .NET SDK was found for it ({details})";
        return new(
            DockerFaultKind.SdkMissing,
            $"{project} can't be read: {reason}. "
            + "Install an SDK (https://dotnet.microsoft.com/download), or set DOTNET_ROOT to the folder of the one you have.");
    }
}
