namespace Nuke.Common.Tooling;

public static class ToolResolver
{
    /// <exception cref="ArgumentException">There is no such file. For a name on PATH, use <see cref="GetPathTool"/>.</exception>
    public static Tool GetTool(string toolPath)
    {
        Assert.FileExists(toolPath);
        return (arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler) =>
        {
            var process = ProcessTasks.StartProcess(toolPath, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger);
            process.AssertWaitForExit();
            (exitHandler ?? (x => x.AssertZeroExitCode()))(process);
            return process.Output;
        };
    }

    /// <summary>The program that the environment variable <c>NAME_EXE</c> gives; <c>null</c> if it isn't set.</summary>
    public static Tool? TryGetEnvironmentTool(string name)
        => ToolPathResolver.TryGetEnvironmentExecutable($"{name.ToUpperInvariant()}_EXE") is { } path ? GetTool(path) : null;

    /// <summary>The program that the environment variable <c>NAME_EXE</c> gives, or the one on PATH.</summary>
    public static Tool GetEnvironmentOrPathTool(string name) => TryGetEnvironmentTool(name) ?? GetPathTool(name);

    public static Tool GetPathTool(string name) => GetTool(ToolPathResolver.GetPathExecutable(name));
}
