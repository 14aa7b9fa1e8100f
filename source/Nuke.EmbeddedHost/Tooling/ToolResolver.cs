namespace Nuke.Common.Tooling;

public static class ToolResolver
{
    public static Tool GetTool(string toolPath) => (arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger, exitHandler) =>
    {
        var process = ProcessTasks.StartProcess(toolPath, arguments, workingDirectory, environmentVariables, timeout, logOutput, logInvocation, logger);
        process.AssertWaitForExit();
        (exitHandler ?? (x => x.AssertZeroExitCode()))(process);
        return process.Output;
    };

    public static Tool GetPathTool(string name) => GetTool(ToolPathResolver.GetPathExecutable(name));
}
