using System.ComponentModel;
using System.Diagnostics;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Arguments;
using Nuke.Docker.BuildKit.Processes.Internal;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Processes;

internal sealed partial class DockerProcess
{
    private ProcessStartInfo CreateStartInfo(DockerSettings settings, ArgumentList arguments, ProcessTree tree)
    {
        var tool = settings.ToolPath ?? "docker";
        var folder = Path.GetFullPath(settings.WorkingDirectory ?? ".");
        if (!Directory.Exists(folder))
            throw new DockerException(
                DockerFaultKind.ToolMissing,
                $"'{tool}' can't be started in {folder}: there is no such folder. Set WorkingDirectory to an existing folder.");

        var environment = settings.ToEnvironment();
        var plugin = StartBuildxDirectly && settings.ToolPath is null && arguments.Values is ["buildx", ..] ? BuildxLocator.Find(environment) : null;
        var start = new ProcessStartInfo(plugin ?? ToolLocator.Find(tool, environment.GetValueOrDefault("PATH"), folder))
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        foreach (var argument in plugin is null ? arguments.Values : arguments.Values[1..])
            start.ArgumentList.Add(argument);
        tree.Mark(start.Environment);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        return start;
    }

    private static Process Start(ProcessStartInfo start, ArgumentList arguments)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception refusal)
        {
            // The arguments may be too long: Linux allows 128 KiB per argument and about 2 MiB in total.
            var size = arguments.Values.Sum(argument => (long)argument.Length + 1);
            throw new DockerException(
                DockerFaultKind.ToolMissing,
                $"{start.FileName} can't be started in {start.WorkingDirectory}: {refusal.Message} ({arguments.Count} arguments, {size} characters)",
                refusal);
        }
    }
}
