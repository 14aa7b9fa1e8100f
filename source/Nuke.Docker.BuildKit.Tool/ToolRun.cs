using System.Reflection;
using Nuke.Common.Execution;
using Nuke.Common.Parameters;
using Nuke.Common.Planning;
using Nuke.Docker.BuildKit.Components;
using Nuke.Docker.BuildKit.Text.Faults;
using Nuke.Docker.BuildKit.Tool.Commands;
using Nuke.Docker.BuildKit.Tool.Completion;
using Nuke.Docker.BuildKit.Tool.Folders;

namespace Nuke.Docker.BuildKit.Tool;

/// <summary>One run of the tool, from its arguments to its exit code.</summary>
internal sealed class ToolRun(Invocation invocation)
{
    private const int UsageExitCode = (int)DockerFaultKind.InvalidSetting;

    public int Execute()
    {
        string[] arguments = [.. invocation.Arguments];
        if (arguments is [CompletionCandidates.Command, "--", .. var words])
            return Print(new CompletionCandidates(ToolSurface.Read(Session([]))).Of(words));
        var line = CommandLine.Read(arguments);
        if (line.Version)
            return Print([Version]);
        if (line.Words is [CompletionScripts.Command, ..])
            return PrintScript(line);
        if (line.Command is not { } command)
            return WithoutCommand(line);
        if (line.Help)
            return Print(new CommandHelp(ToolSurface.Read(Session([]))).Of(command));
        if (line.Rest.Count > (command.Folder is null ? 0 : 1))
            return Refuse($"'{command.Name}' takes {(command.Folder is null ? "no folder" : "one folder")}, and not '{string.Join(' ', line.Rest)}'. "
                + "Parameters begin with two dashes.");
        if (line.Rest is [var folder] && !Directory.Exists(Path.Combine(invocation.WorkingDirectory, folder)))
            return Refuse($"There is no folder '{folder}'.{Suggestion(string.Join(' ', line.Words))}");

        string[] given = line.Rest is [var directory] ? [FlagOf(command.Folder!), directory]
            : command.Folder == nameof(IDockerInit.DockerInitDirectory) && !line.Parameters.Contains(FlagOf(command.Folder)) ? [FlagOf(command.Folder), "."]
            : [];
        return BuildRun.Execute<Build>(Session([command.Target, .. given, .. line.Parameters]));
    }

    internal static string FlagOf(string parameter) => $"--{ParameterMember.Kebab(parameter)}";

    private static string Version =>
        typeof(ToolRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private int WithoutCommand(CommandLine line)
    {
        if (line.Words.Count > 0)
            return Refuse($"There is no command '{string.Join(' ', line.Words)}'.{Suggestion(string.Join(' ', line.Words))}");
        if (line.Parameters.Count > 0)
            return Refuse($"A command is missing before {line.Parameters[0].Split('=')[0]}.");
        return Print(new CommandHelp(ToolSurface.Read(Session([]))).Overview());
    }

    private static string Suggestion(string words)
    {
        var names = ToolCommands.All.Select(command => command.Name).Append(CompletionScripts.Command).ToList();
        var near = NearestNames.To(words, names);
        if (near.Count == 0)
            near = NearestNames.To(words.Split(' ')[0], names);
        return near.Count > 0 ? $" Did you mean {string.Join(" or ", near)}?" : "";
    }

    private int PrintScript(CommandLine line)
    {
        if (line.Help || line.Words is not [_, var shell])
            return Refuse($"Name a shell: {CommandLine.Program} completion {string.Join('|', CompletionScripts.Shells)}");
        return CompletionScripts.Of(shell) is { } script
            ? Print([script.TrimEnd('\n')])
            : Refuse($"There is no completion for '{shell}'. Shells: {string.Join(", ", CompletionScripts.Shells)}.");
    }

    private int Print(IEnumerable<string> lines)
    {
        foreach (var line in lines)
            invocation.Output.Write(line + "\n");
        return 0;
    }

    private int Refuse(string problem)
    {
        invocation.Output.Write($"{problem} '{CommandLine.Program} --help' lists the commands.\n");
        return UsageExitCode;
    }

    private Invocation Session(IReadOnlyList<string> arguments) =>
        new(arguments.Count > 0 ? arguments : ["--help"], invocation.Environment, invocation.WorkingDirectory, invocation.Output)
        {
            Colors = invocation.Colors,
            TakesSignals = invocation.TakesSignals,
            FindRoot = RepositoryFolders.RootOf,
            FindTemporary = RepositoryFolders.TemporaryOf,
            KeepsRecords = false,
        };
}
