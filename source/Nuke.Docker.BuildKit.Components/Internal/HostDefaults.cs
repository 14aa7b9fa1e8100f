using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Nuke.Common;
using Nuke.Docker.BuildKit.Processes;

namespace Nuke.Docker.BuildKit.Components.Internal;

/// <summary>What commands do in a build of NUKE where nobody says so.</summary>
internal static class HostDefaults
{
    private const string Versions = "docker-tool-versions";

    /// <summary>Keeps what tools answered about their versions.</summary>
    public static string VersionsFile(INukeBuild build) => build.TemporaryDirectory / Versions;

    // A static task has no build to ask, and a build class whose target is a mere lambda calls nothing else of ours before it.
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The ModuleInitializer attribute should not be used in libraries", Justification = "There is no other moment that comes before all targets on both hosts.")]
    internal static void Set()
    {
        CommandDefaults.OnLine ??= DockerLog.Write;
        CommandDefaults.VersionsFile ??= () => NukeBuild.TemporaryDirectory / Versions;
    }
}
