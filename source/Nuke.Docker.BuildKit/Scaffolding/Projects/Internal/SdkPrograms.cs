using Microsoft.Build.Locator;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Finds the <c>dotnet</c> programs of this machine. Each selects its SDK itself, from its own folder and global.json.</summary>
internal static class SdkPrograms
{
    /// <summary>Lists the programs in the order to try: from environment variables, of the SDKs that MSBuild's locator finds, from PATH.</summary>
    /// <param name="folder">Folder where the search for global.json starts.</param>
    public static IEnumerable<string> Find(string folder) =>
        new[] { Environment.GetEnvironmentVariable("DOTNET_EXE"), Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") }
            .Concat(Located(folder))
            .Append(ToolLocator.TryFind("dotnet", searchPath: null))
            .Where(path => path is { Length: > 0 })
            .Select(path => ToolLocator.Resolve(path!))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    // The locator is used only to find SDKs, not to register one: MSBuild is not loaded into this process.
    private static string[] Located(string folder)
    {
        try
        {
            var options = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = folder };
            // ROOT/sdk/VERSION/
            var paths = MSBuildLocator.QueryVisualStudioInstances(options).Select(sdk => sdk.MSBuildPath);
            return [.. paths.Select(path => Path.GetFullPath(Path.Combine(path, "..", "..", "dotnet")))];
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // No SDK satisfies global.json, or the runtime's resolver is missing; the remaining programs report the error themselves.
            return [];
        }
    }
}
