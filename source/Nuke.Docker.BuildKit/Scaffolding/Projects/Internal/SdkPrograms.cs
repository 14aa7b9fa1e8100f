using Microsoft.Build.Locator;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Finds the <c>dotnet</c> programs of this machine. Which SDK such a program runs, it decides itself, from its own folder and global.json.</summary>
internal static class SdkPrograms
{
    /// <summary>Lists the programs in the order in which they are tried: the ones that the environment names, those of the SDKs that MSBuild's locator finds, the one on PATH.</summary>
    /// <param name="folder">The folder from which global.json is looked for.</param>
    public static IEnumerable<string> Find(string folder) =>
        new[] { Environment.GetEnvironmentVariable("DOTNET_EXE"), Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") }
            .Concat(Located(folder))
            .Append(ToolLocator.TryFind("dotnet", searchPath: null))
            .Where(path => path is { Length: > 0 })
            .Select(path => ToolLocator.Resolve(path!))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);

    // The locator only says where SDKs are. It is not asked to register one: MSBuild stays out of this process.
    private static string[] Located(string folder)
    {
        try
        {
            var options = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = folder };
            // ROOT/sdk/VERSION/
            return [.. MSBuildLocator.QueryVisualStudioInstances(options).Select(sdk => Path.GetFullPath(Path.Combine(sdk.MSBuildPath, "..", "..", "dotnet")))];
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException)
        {
            // No SDK satisfies global.json, or the runtime's own resolver is missing; the programs that remain report it in their own words.
            return [];
        }
    }
}
