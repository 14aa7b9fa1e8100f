using System.Reflection;
using Nuke.Common.CI;
using Nuke.Common.IO;
using Nuke.Common.Logging;
using Nuke.Common.Parameters;
using Nuke.Common.Utilities.Collections;

namespace Nuke.Common.Execution;

/// <summary>
/// State that NUKE's static members read. One exists at a time; a run begins with a new one. Outside of a run, for example
/// in a test, it has no arguments.
/// </summary>
internal sealed class BuildSession
{
    private const string NukeDirectory = ".nuke";

    private static BuildSession? current;

    private readonly Lazy<AbsolutePath> root;
    private readonly Lazy<AbsolutePath> temporary;
    private Verbosity? verbosity;
    private Host? host;

    private BuildSession(Invocation invocation)
    {
        Invocation = invocation;
        Arguments = new ArgumentReader(invocation.Arguments);
        Sources = new ParameterSources(this);
        Injection = new ParameterInjection(this);
        Secrets = new SecretMask();
        Console = new BuildConsole(invocation.Output, invocation.Colors, Secrets);
        Cancellation = new BuildCancellation();
        root = new Lazy<AbsolutePath>(FindRoot);
        temporary = new Lazy<AbsolutePath>(() => CreateTemporary(invocation));
    }

    public static BuildSession Current => current ??= new BuildSession(Invocation.OfThisProcess([]));

    public Invocation Invocation { get; }
    public ArgumentReader Arguments { get; }
    public ParameterSources Sources { get; }
    public ParameterInjection Injection { get; }
    public SecretMask Secrets { get; }
    public BuildConsole Console { get; }
    public BuildCancellation Cancellation { get; }
    public BuildLog Log { get; } = new();

    public AbsolutePath RootDirectory => root.Value;
    public AbsolutePath TemporaryDirectory => temporary.Value;
    public AbsolutePath BuildAssemblyFile => Assembly.GetEntryAssembly()?.Location is { Length: > 0 } file ? file : AppContext.BaseDirectory;
    public AbsolutePath? BuildProjectFile => field ??= FindProject();
    public string[] Profiles => field ??= Sources.Host<string[]>(HostParameters.Profile) ?? [];

    public Verbosity Verbosity
    {
        get => verbosity ??= Sources.Host<Verbosity?>(HostParameters.Verbosity) ?? Verbosity.Normal;
        set => verbosity = value;
    }

    public Host Host
    {
        get => host ??= Sources.Host<Host>(HostParameters.Host) ?? HostDetection.Detect();
        set => host = value;
    }

    public static BuildSession Begin(Invocation invocation) => current = new BuildSession(invocation);

    /// <summary>Ends the run: the next access creates a session without arguments.</summary>
    public static void End() => current = null;

    // A read-only checkout has a folder in the user's cache, so that the next run finds it again, or at least one for this run.
    private AbsolutePath CreateTemporary(Invocation invocation)
    {
        var folder = invocation.FindTemporary?.Invoke(RootDirectory) ?? RootDirectory / NukeDirectory / "temp";
        try
        {
            folder.CreateDirectory();
            if (IsWritable(folder))
                return folder;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next choice.
        }

        try
        {
            var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
                ? given
                : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
            if (Path.IsPathRooted(caches))
            {
                var name = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(RootDirectory)))[..16];
                AbsolutePath other = Path.Combine(caches, "nuke-temp", name);
                other.CreateDirectory();
                if (IsWritable(other))
                    return other;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The next choice.
        }

        return Directory.CreateTempSubdirectory("nuke-temp-").FullName;
    }

    // Writing is the only test that detects read-only mounts and access control lists.
    private static bool IsWritable(AbsolutePath folder)
    {
        var probe = folder / $".probe-{Environment.ProcessId}";
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private AbsolutePath FindRoot()
    {
        AbsolutePath working = AbsolutePath.Create(Invocation.WorkingDirectory);
        if (Sources.Find(HostParameters.Root, ofHost: true) is { } given)
            return given.Values.Count > 0 ? AbsolutePath.From(working, given.Values[0]) : working;

        if (Invocation.FindRoot is { } find)
            return find(working);

        return working.FindParentOrSelf(x => (x / NukeDirectory).DirectoryExists() || (x / NukeDirectory).FileExists())
            ?? throw new InvalidOperationException(
                $"No directory '{NukeDirectory}' was found in '{working}' or above it. Create one where the repository begins, or add '--root PATH'.");
    }

    private AbsolutePath? FindProject()
    {
        var folder = BuildAssemblyFile.Parent!.FindParentOrSelf(x => x.GetFiles("*.csproj").Any());
        return folder?.GetFiles("*.csproj").SingleOrError($"'{folder}' contains several project files, so it isn't clear which one is that of the build");
    }
}
