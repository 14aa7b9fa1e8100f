using System.Text.RegularExpressions;
using Nuke.Common.Parameters;
using Nuke.Docker.BuildKit.Tool.Completion;

namespace Nuke.Docker.BuildKit.Tool.Commands;

/// <summary>Writes the help of the tool and of its commands from the descriptions of targets and parameters.</summary>
internal sealed partial class CommandHelp(ToolSurface surface)
{
    private const int Width = 110;

    public IEnumerable<string> Overview()
    {
        yield return $"Usage: {CommandLine.Program} COMMAND [FOLDER] [--parameter [value …]]";
        yield return "";
        yield return "Better Dockerfiles, faster builds and explained cache misses for Python services in Docker.";
        yield return "";
        yield return "Commands:";
        var completion = $"{CompletionScripts.Description}: {string.Join(", ", CompletionScripts.Shells)}";
        var commands = ToolCommands.All.Select(command => (command.Name, Text(surface.DescriptionOf(command))));
        foreach (var line in Table([.. commands, (CompletionScripts.Command, completion)]))
            yield return line;
        yield return "";
        yield return "Parameters of all commands:";
        foreach (var line in Table([.. OfHost.Select(parameter => (parameter.Flag, parameter.Description)), ("--version", "Prints the version")]))
            yield return line;
        yield return "";
        yield return $"'{CommandLine.Program} COMMAND --help' describes a command. The names of targets, which messages mention, are commands too.";
        yield return "Exit codes: 0 success; 2 wrong arguments; others name the failure, as with the targets.";
    }

    public IEnumerable<string> Of(ToolCommand command)
    {
        yield return $"Usage: {CommandLine.Program} {command.Name}{(command.Folder is null ? "" : " [FOLDER]")} [--parameter [value …]]";
        yield return "";
        foreach (var line in Wrap("", Text(surface.DescriptionOf(command))))
            yield return line;
        if (command.Folder is { } folder)
        {
            yield return "";
            foreach (var line in Table([("FOLDER", Text(surface.Parameters.Single(parameter => parameter.Name == folder).Description!))]))
                yield return line;
        }

        var parameters = surface.ParametersOf(command).OrderBy(parameter => parameter.Alias is null).ThenBy(parameter => FlagOf(parameter), StringComparer.Ordinal);
        (string, string)[] rows = [.. parameters.Select(parameter => (FlagOf(parameter), Describe(parameter)))];
        if (rows.Length > 0)
        {
            yield return "";
            yield return "Parameters:";
            foreach (var line in Table(rows))
                yield return line;
        }

        yield return "";
        yield return "Examples:";
        foreach (var example in command.Examples)
            yield return $"  {CommandLine.Program} {command.Name} {example}".TrimEnd();
    }

    /// <summary>The parameters of the host that make sense without a build project.</summary>
    internal static IEnumerable<HostParameters> OfHost =>
        HostParameters.All.Where(parameter => parameter.Name is HostParameters.Help or HostParameters.Root or HostParameters.Verbosity or HostParameters.Host);

    /// <summary>The short name, if the parameter has one.</summary>
    internal static string FlagOf(ParameterMember parameter) => ToolRun.FlagOf(parameter.Alias ?? parameter.Name);

    private static string Describe(ParameterMember parameter)
    {
        var values = ValueConverter.AllowedValues(ValueConverter.ElementType(parameter.Type) ?? parameter.Type);
        var text = Text(parameter.Description ?? "");
        if (values is null)
            return text;
        var list = $". One of {string.Join(", ", values.Select(value => value.ToLowerInvariant()))}";
        return text.LastIndexOf(". Default:", StringComparison.Ordinal) is var at and >= 0 ? text.Insert(at, list) : text.TrimEnd('.') + list;
    }

    /// <summary>A description of a target or a parameter in the words of the tool: commands instead of targets, and no second name of a parameter.</summary>
    internal static string Text(string description)
    {
        var text = ShortName().Replace(description, "");
        text = OfTarget().Replace(text, match => match.Groups["flag"].Value.TrimStart() is { Length: > 0 } flag ? $"{flag}: " : "");
        text = TargetName().Replace(text, match => ToolCommands.OfTarget(match.Value) is { } command ? $"'{command.Name}'" : match.Value);
        return text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
    }

    private static IEnumerable<string> Table(IReadOnlyCollection<(string Name, string Text)> rows)
    {
        var column = rows.Max(row => row.Name.Length);
        return rows.SelectMany(row => Wrap($"  {row.Name.PadRight(column)}  ", row.Text));
    }

    private static IEnumerable<string> Wrap(string line, string text)
    {
        var indent = line.Length;
        foreach (var word in (text.EndsWith('.') ? text : text + ".").Split(' '))
        {
            if (line.Length + word.Length > Width && line.Length > indent)
            {
                yield return line.TrimEnd();
                line = new string(' ', indent);
            }

            line += word + " ";
        }

        yield return line.TrimEnd();
    }

    [GeneratedRegex(@"\.? Short: --[a-z-]+(?=\.|$)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ShortName();

    [GeneratedRegex(@"^Docker[A-Z]\w+(?<flag> --[a-z-]+)?: ", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex OfTarget();

    [GeneratedRegex(@"\bDocker[A-Z]\w+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex TargetName();
}
