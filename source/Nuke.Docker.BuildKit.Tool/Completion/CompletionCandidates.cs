using Nuke.Common.Parameters;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Tool.Commands;

namespace Nuke.Docker.BuildKit.Tool.Completion;

/// <summary>Finds the candidates for the last word of an incomplete command line.</summary>
internal sealed class CompletionCandidates(ToolSurface surface)
{
    /// <summary>The command with which shells ask: <c>docker-buildkit complete -- WORD …</c>. It isn't listed.</summary>
    public const string Command = "complete";

    /// <summary>Returns a line for each candidate: the word and, after a tab, its description. Empty: the shell completes files.</summary>
    /// <param name="words">The words after the name of the program. The last one is incomplete and may be empty.</param>
    public IEnumerable<string> Of(IReadOnlyList<string> words)
    {
        var last = words.Count > 0 ? words[^1] : "";
        var before = words.SkipLast(1).ToList();
        var line = CommandLine.Read(before);
        var candidates = last.StartsWith('-') ? Flags(line.Command)
            : before.FindLast(word => word.StartsWith('-')) is { } flag ? Values(flag, line.Command)
            : Words(before, line.Command);
        return candidates.Where(candidate => candidate.Name.StartsWith(last, StringComparison.OrdinalIgnoreCase))
            .Select(candidate => candidate.Text.Length == 0 ? candidate.Name : $"{candidate.Name}\t{candidate.Text}");
    }

    private IEnumerable<(string Name, string Text)> Flags(ToolCommand? command)
    {
        if (command is null)
            return [("--help", ""), ("--version", "")];
        return surface.ParametersOf(command)
            .SelectMany(parameter => Names(parameter).Select(flag => (flag, CommandHelp.Text(parameter.Description ?? ""))))
            .Concat(CommandHelp.OfHost.Select(parameter => (parameter.Flag, parameter.Description)))
            .OrderBy(candidate => candidate.Item1, StringComparer.Ordinal);
    }

    private IEnumerable<(string Name, string Text)> Values(string flag, ToolCommand? command)
    {
        if (command is null || surface.ParametersOf(command).FirstOrDefault(parameter => Names(parameter).Contains(flag)) is not { } parameter)
            return [];
        if (parameter.Name == nameof(IDockerBuild.DockerImage))
            return ((IHazDockerImages)surface.Build).Images.Select(image => (image.ShortName, image.Context ?? ""));
        return (ValueConverter.AllowedValues(ValueConverter.ElementType(parameter.Type) ?? parameter.Type) ?? [])
            .Select(value => (value.ToLowerInvariant(), ""));
    }

    // The next word of each command that begins with the words so far.
    private IEnumerable<(string Name, string Text)> Words(List<string> before, ToolCommand? found)
    {
        if (before is [CompletionScripts.Command])
            return CompletionScripts.Shells.Select(shell => (shell, ""));
        List<string> begun = before is ["help", ..] ? before[1..] : before;
        var next = ToolCommands.All
            .Where(command => command.Words.Count > begun.Count && command.Words.Take(begun.Count).SequenceEqual(begun, StringComparer.OrdinalIgnoreCase))
            .GroupBy(command => command.Words[begun.Count])
            .Select(group => (group.Key, CommandHelp.Text(surface.DescriptionOf(group.First()))));
        return found is not null || before.Count > 0 ? next : next.Append((CompletionScripts.Command, CompletionScripts.Description));
    }

    private static IEnumerable<string> Names(ParameterMember parameter) =>
        parameter.Alias is { } alias ? [ToolRun.FlagOf(alias), parameter.Flag] : [parameter.Flag];
}
