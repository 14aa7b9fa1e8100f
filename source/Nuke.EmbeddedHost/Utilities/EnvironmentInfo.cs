using System.Collections.ObjectModel;
using System.Runtime.InteropServices;
using Nuke.Common.Execution;
using Nuke.Common.IO;
using Nuke.Common.Utilities;

namespace Nuke.Common;

/// <summary>The machine, the process and its environment.</summary>
public static class EnvironmentInfo
{
    public static bool IsWin => OperatingSystem.IsWindows();
    public static bool IsOsx => OperatingSystem.IsMacOS();
    public static bool IsLinux => OperatingSystem.IsLinux();
    public static bool IsUnix => !IsWin;
    public static bool IsWsl => IsLinux && HasVariable("WSL_DISTRO_NAME");
    public static bool IsArm64 => RuntimeInformation.OSArchitecture == Architecture.Arm64;
    public static bool Is64Bit => Environment.Is64BitOperatingSystem;
    public static bool Is32Bit => !Is64Bit;
    public static string MachineName => Environment.MachineName;
    public static string NewLine => Environment.NewLine;

    public static PlatformFamily Platform =>
        IsWin ? PlatformFamily.Windows
        : IsOsx ? PlatformFamily.OSX
        : IsLinux ? PlatformFamily.Linux
        : PlatformFamily.Unknown;

    public static AbsolutePath WorkingDirectory
    {
        get => BuildSession.Current.Invocation.WorkingDirectory;
        set
        {
            Directory.SetCurrentDirectory(value);
            BuildSession.Current.Invocation.WorkingDirectory = value;
        }
    }

    /// <summary>The arguments of the build, without the program's name.</summary>
    public static IReadOnlyCollection<string> CommandLineArguments => BuildSession.Current.Invocation.Arguments;

    public static ReadOnlyDictionary<string, string> Variables => new(new Dictionary<string, string>(BuildSession.Current.Invocation.Environment));

    /// <summary>The folders that the variable PATH lists.</summary>
    public static IReadOnlyCollection<string> Paths => (GetVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    public static bool HasVariable(string name, bool allowEmpty = true)
        => BuildSession.Current.Invocation.Environment.TryGetValue(name, out var value) && (allowEmpty || value.Length > 0);

    /// <summary>Returns the value; <c>null</c> if the variable is not set.</summary>
    public static string? GetVariable(string name) => BuildSession.Current.Invocation.Environment.GetValueOrDefault(name);

    public static void SetVariable(string name, string? value)
    {
        Environment.SetEnvironmentVariable(name, value);
        BuildSession.Current.Invocation.SetVariable(name, value);
    }

    public static void RemoveVariable(string name) => SetVariable(name, null);

    public static bool HasArgument(string name) => BuildSession.Current.Arguments.Has(name);

    public static IDisposable SwitchWorkingDirectory(this AbsolutePath path)
    {
        var previous = WorkingDirectory;
        return DelegateDisposable.CreateBracket(() => WorkingDirectory = path, () => WorkingDirectory = previous);
    }
}
