using System.Management.Automation.Language;

namespace PowerShellHost;

/// <summary>
/// Finds what Windows PowerShell 5.1 does not understand in a script: <c>build.cmd</c> starts that one. The parser is that of PowerShell 7,
/// which accepts more, so the additions are searched for in its syntax tree.
/// </summary>
internal static class WindowsPowerShellCheck
{
    // They don't exist in 5.1, and reading them is an error in strict mode.
    private static readonly string[] s_variables =
    [
        "IsWindows", "IsLinux", "IsMacOS", "IsCoreCLR", "PSStyle", "PSNativeCommandUseErrorActionPreference", "PSNativeCommandArgumentPassing",
    ];

    private static readonly string[] s_parameters =
    [
        "ConvertFrom-Json -AsHashtable", "ConvertFrom-Json -Depth", "ForEach-Object -Parallel", "Get-Content -AsByteStream", "Join-Path -AdditionalChildPath",
        "Select-String -Raw", "Select-String -NoEmphasis", "Split-Path -LeafBase", "Split-Path -Extension", "Invoke-WebRequest -Resume",
        "Invoke-WebRequest -MaximumRetryCount", "Invoke-WebRequest -SkipCertificateCheck", "Test-Connection -TargetName",
    ];

    private static readonly string[] s_commands =
    [
        "Get-Error", "Get-Uptime", "Join-String", "Remove-Service", "Test-Json", "ConvertFrom-Markdown", "Show-Markdown",
    ];

    /// <returns>The exit code: 0, or 1 if anything was found.</returns>
    public static int Run(string file, TextWriter output)
    {
        var tree = Parser.ParseFile(Path.GetFullPath(file), out _, out var errors);
        var findings = errors.Select(error => (error.Extent.StartLineNumber, error.Message))
            .Concat(
                tree.FindAll(_ => true, searchNestedScriptBlocks: true)
                    .Select(node => (node.Extent.StartLineNumber, Message: Find(node)!))
                    .Where(finding => finding.Message is not null))
            .Concat(Encoding(file))
            .ToList();
        foreach (var (line, message) in findings)
            output.WriteLine($"{file}({line}): {message}");
        return findings.Count == 0 ? 0 : 1;
    }

    private static string? Find(Ast node) => node switch
    {
        TernaryExpressionAst => "a ? b : c needs PowerShell 7",
        PipelineChainAst => "&& and || need PowerShell 7",
        BinaryExpressionAst { Operator: TokenKind.QuestionQuestion } => "?? needs PowerShell 7",
        AssignmentStatementAst { Operator: TokenKind.QuestionQuestionEquals } => "??= needs PowerShell 7",
        InvokeMemberExpressionAst { NullConditional: true }
            or MemberExpressionAst { NullConditional: true }
            or IndexExpressionAst { NullConditional: true } => "?. and ?[] need PowerShell 7",
        PipelineAst { Background: true } => "& at the end of a command needs PowerShell 6",
        NamedBlockAst { BlockKind: TokenKind.Clean } => "the block clean needs PowerShell 7.3",
        // Setting one is harmless.
        VariableExpressionAst { Parent: AssignmentStatementAst set } when set.Left == node => null,
        VariableExpressionAst { VariablePath: var path } when s_variables.Contains(path.UserPath, StringComparer.OrdinalIgnoreCase) =>
            $"${path.UserPath} does not exist in 5.1",
        StringConstantExpressionAst text when text.Extent.Text.Contains("`u{", StringComparison.Ordinal) => "`u{…} needs PowerShell 6",
        CommandAst command => Find(command),
        _ => null,
    };

    private static string? Find(CommandAst command)
    {
        var name = command.GetCommandName() ?? "";
        if (s_commands.Contains(name, StringComparer.OrdinalIgnoreCase))
            return $"{name} does not exist in 5.1";

        // Join-Path takes more than two parts since 6.0.
        if (name.Equals("Join-Path", StringComparison.OrdinalIgnoreCase) && command.CommandElements.Count(element => element is not CommandParameterAst) > 3)
            return "Join-Path takes two parts in 5.1";

        var parameter = command.CommandElements.OfType<CommandParameterAst>()
            .FirstOrDefault(element => s_parameters.Any(known => known.Equals($"{name} -{element.ParameterName}", StringComparison.OrdinalIgnoreCase)));
        return parameter is null ? null : $"{name} has no -{parameter.ParameterName} in 5.1";
    }

    // Without a byte order mark, 5.1 reads a script in the code page of the machine.
    private static IEnumerable<(int Line, string Message)> Encoding(string file)
    {
        var bytes = File.ReadAllBytes(file);
        if (bytes.AsSpan().StartsWith(System.Text.Encoding.UTF8.Preamble))
            yield break;

        var line = 1;
        foreach (var value in bytes)
        {
            line += value == '\n' ? 1 : 0;
            if (value >= 0x80)
            {
                yield return (line, "a character outside of ASCII, in a file without a byte order mark");
                yield break;
            }
        }
    }
}
