namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>Thrown if no .NET SDK can evaluate a project.</summary>
public sealed class SdkNotFoundException : Exception
{
    internal SdkNotFoundException(string project, string? details)
        : base($"{project} cannot be read: {(details is null ? "no dotnet program was found" : $"no .NET SDK was found for it ({details})")}. "
            + "Install an SDK (https://dotnet.microsoft.com/download), or set DOTNET_ROOT to the folder of an installed one.") =>
        Project = project;

    /// <summary>The project.</summary>
    public string Project { get; }
}
