namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>A project has to be read, and there is no .NET SDK to read it with.</summary>
public sealed class SdkNotFoundException : Exception
{
    internal SdkNotFoundException(string project, string? details)
        : base($"{project} can't be read: {(details is null ? "no dotnet program was found" : $"no .NET SDK was found for it ({details})")}. "
            + "Install an SDK (https://dotnet.microsoft.com/download), or set DOTNET_ROOT to the folder of the one you have.") =>
        Project = project;

    /// <summary>The project.</summary>
    public string Project { get; }
}
