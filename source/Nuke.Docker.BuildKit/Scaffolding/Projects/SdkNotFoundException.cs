namespace Nuke.Docker.BuildKit.Scaffolding.Projects;

/// <summary>A project has to be read, and there is no .NET SDK to read it with.</summary>
public sealed class SdkNotFoundException : Exception
{
    internal SdkNotFoundException(string project, string? details, Exception? inner = null)
        : base($"{project} can't be read: no .NET SDK was found whose MSBuild runs here{(details is null ? "" : $" ({details})")}. Install one (https://dotnet.microsoft.com/download), or set DOTNET_ROOT to the folder of the one you have; a global.json above the project can ask for one that isn't there.", inner) =>
        Project = project;

    /// <summary>The project.</summary>
    public string Project { get; }
}
