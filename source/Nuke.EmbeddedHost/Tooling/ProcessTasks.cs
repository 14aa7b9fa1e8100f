using System.Diagnostics;
using Nuke.Common.Execution;
using Nuke.Common.Utilities;
using Serilog;

namespace Nuke.Common.Tooling;

/// <summary>Starts programs.</summary>
public static class ProcessTasks
{
    public static bool DefaultLogInvocation = true;
    public static bool DefaultLogOutput = true;

    public static void DefaultLogger(OutputType type, string output)
    {
        if (type == OutputType.Std)
            Log.Debug("{Output:l}", output);
        else
            Log.Error("{Output:l}", output);
    }

    /// <summary>Runs a command line in bash, in sh on a machine without it, and in cmd on Windows.</summary>
    public static IProcess StartShell(
        string command,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<string, string>? outputFilter = null)
    {
        var option = EnvironmentInfo.IsWin ? "/c" : "-c";
        var start = new ProcessStartInfo(EnvironmentInfo.IsWin ? "cmd" : ToolPathResolver.Find("bash") ?? "sh");
        start.ArgumentList.Add(option);
        start.ArgumentList.Add(command);
        var arguments = $"{option} {command.DoubleQuote()}";
        return Start(start, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, outputFilter);
    }

    public static IProcess StartProcess(
        string toolPath,
        ArgumentStringHandler arguments,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null)
    {
        var text = arguments.ToStringAndClear();
        return StartProcess(toolPath, text, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, arguments.GetFilter());
    }

    /// <summary>Starts a program, by its path or its name on PATH. It inherits the environment, unless one is given. A .dll is started by dotnet.</summary>
    /// <param name="timeout">Milliseconds; <c>null</c>: as long as it takes.</param>
    /// <param name="outputFilter">Changes what is logged and kept of the arguments and of each line.</param>
    public static IProcess StartProcess(
        string toolPath,
        string? arguments = null,
        string? workingDirectory = null,
        IReadOnlyDictionary<string, string>? environmentVariables = null,
        int? timeout = null,
        bool? logOutput = null,
        bool? logInvocation = null,
        Action<OutputType, string>? logger = null,
        Func<string, string>? outputFilter = null)
    {
        var path = ToolPathResolver.Find(toolPath).NotNull($"Program '{toolPath}' was not found. Use its full path, or install it in a folder of PATH.");
        if (path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase))
            (path, arguments) = (ToolPathResolver.GetPathExecutable("dotnet"), $"{path.DoubleQuoteIfNeeded()} {arguments}".TrimEnd());
        arguments ??= "";
        var start = new ProcessStartInfo(path, arguments);
        return Start(start, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, outputFilter);
    }

    private static ToolProcess Start(
        ProcessStartInfo start,
        string arguments,
        string? workingDirectory,
        IReadOnlyDictionary<string, string>? environmentVariables,
        int? timeout,
        bool? logOutput,
        bool? logInvocation,
        Action<OutputType, string>? logger,
        Func<string, string>? outputFilter)
    {
        BuildSession.Current.Cancellation.ThrowIfRequested();
        outputFilter ??= static x => x;
        start.WorkingDirectory = workingDirectory ?? EnvironmentInfo.WorkingDirectory;
        Assert.DirectoryExists(start.WorkingDirectory, $"Working directory '{start.WorkingDirectory}' does not exist");
        start.UseShellExecute = false;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        if (environmentVariables != null)
        {
            start.Environment.Clear();
            foreach (var (name, value) in environmentVariables)
                start.Environment[name] = value;
        }

        if (logInvocation ?? DefaultLogInvocation)
            Log.Information("> {Program:l} {Arguments:l}", start.FileName.DoubleQuoteIfNeeded(), outputFilter(arguments));

        return new ToolProcess(start, arguments, timeout, (logOutput ?? DefaultLogOutput) ? logger ?? DefaultLogger : null, outputFilter);
    }
}
