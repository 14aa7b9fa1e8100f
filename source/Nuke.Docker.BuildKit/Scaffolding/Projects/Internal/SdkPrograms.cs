using System.Runtime.InteropServices;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Finds the <c>dotnet</c> programs of this machine. Which SDK such a program runs, it decides itself, from its own folder and global.json.</summary>
internal static class SdkPrograms
{
    /// <summary>Lists the programs in the order in which they are tried: the ones that the environment names, the one that runs this process, the one on PATH.</summary>
    public static IEnumerable<string> Find()
    {
        var root = Environment.GetEnvironmentVariable("DOTNET_ROOT");
        // ROOT/shared/Microsoft.NETCore.App/VERSION/
        var running = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        return new[]
            {
                Environment.GetEnvironmentVariable("DOTNET_EXE"),
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH"),
                root is { Length: > 0 } ? Path.Combine(root, "dotnet") : null,
                Path.Combine(running, "dotnet"),
                ToolLocator.TryFind("dotnet", searchPath: null),
            }
            .Where(path => path is { Length: > 0 })
            .Select(path => ToolLocator.Resolve(path!))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
    }
}
