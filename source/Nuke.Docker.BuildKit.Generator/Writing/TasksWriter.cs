using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>A tool's tasks class: each command with one settings record or many, given or configured, asynchronously or waited for.</summary>
internal static class TasksWriter
{
    public static void Write(CodeWriter code, ToolSpecification tool)
    {
        code.Line("using System.Collections.Immutable;")
            .Line("using Nuke.Docker.BuildKit.Commands;")
            .Line("using Nuke.Docker.BuildKit.Processes;")
            .Line("using Nuke.Docker.BuildKit.Processes.Internal;")
            .Line("using Nuke.Docker.BuildKit.Reports;")
            .Line()
            .Line("namespace Nuke.Docker.BuildKit;")
            .Line()
            .Line(XmlDoc.Summary($"Runs <c>{string.Join(" ", ["docker", .. tool.Words])}</c>."))
            .Open($"public static partial class {tool.TasksName}");
        foreach (var command in tool.Commands)
            Write(code, command);
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
            Document(code, $"<c>{command.Line}</c>. {summary}", "Called for each line, never twice at a time. <c>null</c>: <see cref=\"DockerSettings.OnLine\"/>.")
                .Line("/// <param name=\"requireSuccess\"><c>false</c>: an exit code other than 0 is returned instead of thrown.</param>")
                .Line("/// <param name=\"cancellationToken\">Stops the process: SIGINT first, later by force.</param>")
                .Line("/// <exception cref=\"ProcessFailedException\">An exit code other than 0.</exception>")
                .Line($"public static Task<ProcessResult> {method}Async({settings} settings, Action<OutputLine>? onLine = null, bool requireSuccess = true, CancellationToken cancellationToken = default) =>")
                .Line("    CommandRunner.RunAsync(settings, onLine, requireSuccess, cancellationToken);");
        }

        Document(code, $"<c>{command.Line}</c>. {summary}")
            .Line($"public static Task<{result}> {method}Async(Func<{settings}, {settings}> configure, CancellationToken cancellationToken = default) =>")
            .Line($"    {method}Async(configure(new {settings}()), cancellationToken: cancellationToken);");

        Document(code, $"Each of the settings, in their order. {summary}")
            .Line("/// <param name=\"degreeOfParallelism\">How many run at once.</param>")
            .Line("/// <param name=\"completeOnFailure\"><c>true</c>: the others run though one failed; what failed is thrown in the end.</param>")
            .Line($"public static Task<{many}> {method}Async(IEnumerable<{settings}> settings, {parallel}, CancellationToken cancellationToken = default) =>")
            .Line($"    CommandRunner.RunAllAsync(settings, (one, token) => {method}Async(one, cancellationToken: token), degreeOfParallelism, completeOnFailure, cancellationToken);");

        Document(code, $"What <c>CombineWith</c> makes of the settings. {summary}")
            .Line($"public static Task<{many}> {method}Async(Func<{settings}, IEnumerable<{settings}>> configure, {parallel}, CancellationToken cancellationToken = default) =>")
            .Line($"    {method}Async(configure(new {settings}()), degreeOfParallelism, completeOnFailure, cancellationToken);");

        Document(code, $"<c>{command.Line}</c>, waited for. {summary}")
            .Line($"public static {result} {method}(Func<{settings}, {settings}>? configure = null) =>")
            .Line($"    {method}Async(configure?.Invoke(new {settings}()) ?? new {settings}()).GetAwaiter().GetResult();");

        Document(code, $"What <c>CombineWith</c> makes of the settings, waited for. {summary}")
            .Line($"public static {many} {method}(Func<{settings}, IEnumerable<{settings}>> configure, {parallel}) =>")
            .Line($"    {method}Async(configure, degreeOfParallelism, completeOnFailure).GetAwaiter().GetResult();");
    }

    private static CodeWriter Document(CodeWriter code, string summary, string? onLine = null)
    {
        code.Gap().Line(XmlDoc.Summary(summary));
        return onLine is null ? code : code.Line($"/// <param name=\"onLine\">{onLine}</param>");
    }
}
