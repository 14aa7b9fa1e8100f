using Nuke.Docker.BuildKit.Generator.Specifications;

namespace Nuke.Docker.BuildKit.Generator.Writing;

/// <summary>Writes the methods that run a command and return its output as records.</summary>
internal static class AnswersWriter
{
    public static void Write(CodeWriter code, Command command)
    {
        foreach (var answer in command.Answers)
            Write(code, command, answer);
    }

    private static void Write(CodeWriter code, Command command, Answer answer)
    {
        var (method, settings) = ($"{command.MethodName}{answer.Name}Answer", command.SettingsName);
        var changes = string.Join(", ", answer.Settings.Select(setting => $"{setting.Property} = {setting.Value}"));
        var given = changes.Length == 0 ? "settings ?? new()" : $"(settings ?? new()) with {{ {changes} }}";
        code.Gap()
            .Line(XmlDoc.Summary(XmlDoc.Text(answer.Doc)))
            .Line("/// <param name=\"settings\">Filters and other flags; <c>null</c> sets none. The output format is always set.</param>")
            .Line("/// <param name=\"cancellationToken\">Stops the process.</param>")
            .Line("/// <exception cref=\"CommandFailedException\">The command failed; the message contains its error output.</exception>")
            .Line($"public static Task<{answer.Returns}> {method}Async({settings}? settings = null, CancellationToken cancellationToken = default) =>")
            .Line($"    Question.{(answer.OnFailure ? "AskAnywayAsync" : "AskAsync")}({given}, static text => {answer.Reader}(text), cancellationToken);")
            .Gap()
            .Line($"/// <inheritdoc cref=\"{method}Async\"/>")
            .Line($"public static {answer.Returns} {method}(Func<{settings}, {settings}>? configure = null) =>")
            .Line($"    {method}Async(configure?.Invoke(new())).GetAwaiter().GetResult();");
    }
}
