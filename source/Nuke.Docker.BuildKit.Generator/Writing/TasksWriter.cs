using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the tasks class of a tool: methods that run each command with one or several settings records, asynchronously or not.</summary>
internal static class TasksWriter
{
    public static void Write(CodeWriter code, ToolSpecification tool)
    {
        string[] scopes =
        [
            "System.Collections.Immutable", "Nuke.Docker.BuildKit.Commands", "Nuke.Docker.BuildKit.Processes", "Nuke.Docker.BuildKit.Processes.Internal",
            "Nuke.Docker.BuildKit.Reports", .. tool.Usings,
        ];
        foreach (var scope in scopes.Distinct())
            code.Line($"using {scope};");
        code.Line()
            .Line("namespace Nuke.Docker.BuildKit;")
            .Line()
            .Line(XmlDoc.Summary($"Runs <c>{string.Join(" ", ["docker", .. tool.Words])}</c>."))
            .Open($"public static partial class {tool.TasksName}");
        foreach (var command in tool.Commands)
        {
            Write(code, command);
            AnswersWriter.Write(code, command);
        }

        code.Close();
    }

    private static void Write(CodeWriter code, Command command)
    {
        var (method, settings) = (command.MethodName, command.SettingsName);
        var result = command.Returns ?? "ProcessResult";
        var many = $"ImmutableArray<{result}>";
        var parallel = "int degreeOfParallelism = 1, bool completeOnFailure = false";
        var summary = XmlDoc.Text(command.Doc);

        if (command.Returns is null)
        {
            Document(code, $"Runs <c>{command.Line}</c>. {summary}",
                "Called for each output line, never concurrently; <c>null</c> uses <see cref=\"DockerSettings.OnLine\"/>.")
                .Line("/// <param name=\"requireSuccess\"><c>false</c> returns an exit code other than 0 instead of throwing.</param>")
                .Line("/// <param name=\"cancellationToken\">Stops the process: first with SIGINT, then by force.</param>")
                .Line("/// <exception cref=\"ProcessFailedException\">The exit code is not 0.</exception>")
                .Line($"public static Task<ProcessResult> {method}Async({settings} settings, Action<OutputLine>? onLine = null, " +
                    "bool requireSuccess = true, CancellationToken cancellationToken = default) =>")
                .Line("    CommandRunner.RunAsync(settings, onLine, requireSuccess, cancellationToken);");
        }

        Document(code, $"Runs <c>{command.Line}</c>. {summary}")
            .Line($"public static Task<{result}> {method}Async(Func<{settings}, {settings}> configure, CancellationToken cancellationToken = default) =>")
            .Line($"    {method}Async(configure(new {settings}()), cancellationToken: cancellationToken);");

        Document(code, $"Runs <c>{command.Line}</c> for each of the settings, in order. {summary}")
            .Line("/// <param name=\"degreeOfParallelism\">Maximum number of concurrent processes.</param>")
            .Line("/// <param name=\"completeOnFailure\"><c>true</c> runs the others even if one fails, and throws at the end.</param>")
            .Line($"public static Task<{many}> {method}Async(IEnumerable<{settings}> settings, {parallel}, CancellationToken cancellationToken = default) =>")
            .Line($"    CommandRunner.RunAllAsync(settings, (one, token) => {method}Async(one, cancellationToken: token), " +
                "degreeOfParallelism, completeOnFailure, cancellationToken);");

        Document(code, $"Runs <c>{command.Line}</c> for each of the combined settings. {summary}")
            .Line($"public static Task<{many}> {method}Async(Func<{settings}, IEnumerable<{settings}>> configure, {parallel}, " +
                "CancellationToken cancellationToken = default) =>")
            .Line($"    {method}Async(configure(new {settings}()), degreeOfParallelism, completeOnFailure, cancellationToken);");

        Document(code, $"Runs <c>{command.Line}</c> and waits. {summary}")
            .Line($"public static {result} {method}(Func<{settings}, {settings}>? configure = null) =>")
            .Line($"    {method}Async(configure?.Invoke(new {settings}()) ?? new {settings}()).GetAwaiter().GetResult();");

        Document(code, $"Runs <c>{command.Line}</c> for each of the combined settings and waits. {summary}")
            .Line($"public static {many} {method}(Func<{settings}, IEnumerable<{settings}>> configure, {parallel}) =>")
            .Line($"    {method}Async(configure, degreeOfParallelism, completeOnFailure).GetAwaiter().GetResult();");
    }

    private static CodeWriter Document(CodeWriter code, string summary, string? onLine = null)
    {
        code.Gap().Line(XmlDoc.Summary(summary));
        return onLine is null ? code : code.Line($"/// <param name=\"onLine\">{onLine}</param>");
    }
}
