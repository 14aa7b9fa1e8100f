using System.Runtime.CompilerServices;
using Microsoft.Build.Locator;

namespace Nuke.Docker.BuildKit.Scaffolding.Projects.Internal;

/// <summary>Lets this process find MSBuild in the installed SDK. Nothing here is touched unless a project has to be read.</summary>
internal static class MSBuildAssemblies
{
    private static readonly Lock s_lock = new();

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Find(string project)
    {
        lock (s_lock)
        {
            if (MSBuildLocator.IsRegistered)
                return;

            if (!MSBuildLocator.CanRegister)
                throw new SdkNotFoundException(project, "another MSBuild is loaded already");

            var instance = Newest(project);
            MSBuildLocator.RegisterInstance(instance);
        }
    }

    private static VisualStudioInstance Newest(string project)
    {
        try
        {
            var options = new VisualStudioInstanceQueryOptions { DiscoveryTypes = DiscoveryType.DotNetSdk, WorkingDirectory = Path.GetDirectoryName(project)! };
            return MSBuildLocator.QueryVisualStudioInstances(options).FirstOrDefault() ?? throw new SdkNotFoundException(project, details: null);
        }
        // The locator's words for a host that isn't there, or for an SDK that global.json asks for.
        catch (Exception exception) when (exception is InvalidOperationException or DllNotFoundException or IOException)
        {
            throw new SdkNotFoundException(project, exception.Message, exception);
        }
    }
}
