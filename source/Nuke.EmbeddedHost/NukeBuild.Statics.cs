using Nuke.Common.CI;
using Nuke.Common.Execution;
using Nuke.Common.IO;

namespace Nuke.Common;

public abstract partial class NukeBuild
{
    /// <summary>The folder that contains <c>.nuke</c>: <c>--root</c>, or the nearest one from the working directory upwards.</summary>
    public static AbsolutePath RootDirectory => BuildSession.Current.RootDirectory;

    /// <summary><c>.nuke/temp</c>, which exists from the first access on.</summary>
    public static AbsolutePath TemporaryDirectory => BuildSession.Current.TemporaryDirectory;

    public static AbsolutePath BuildAssemblyFile => BuildSession.Current.BuildAssemblyFile;
    public static AbsolutePath BuildAssemblyDirectory => BuildAssemblyFile.Parent!;

    /// <summary>The nearest project file above the build assembly; <c>null</c>: none.</summary>
    public static AbsolutePath? BuildProjectFile => BuildSession.Current.BuildProjectFile;
    public static AbsolutePath? BuildProjectDirectory => BuildProjectFile?.Parent;

    public static Verbosity Verbosity
    {
        get => BuildSession.Current.Verbosity;
        set => BuildSession.Current.Verbosity = value;
    }

    public static Host Host
    {
        get => BuildSession.Current.Host;
        set => BuildSession.Current.Host = value;
    }

    public static string[] LoadedLocalProfiles => BuildSession.Current.Profiles;
    public static bool IsLocalBuild => !IsServerBuild;
    public static bool IsServerBuild => Host is IBuildServer;
}
