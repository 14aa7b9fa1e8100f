using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Builders;

/// <summary>Finds the nodes of a builder that do not respond. buildx reports a lost connection without the name of the node.</summary>
internal static class NodeStatus
{
    /// <summary>Asks buildx for the nodes.</summary>
    /// <param name="command">A command with the environment of the builder.</param>
    /// <param name="builder">Name of the builder. <c>null</c>: the current one.</param>
    /// <param name="cancellationToken">Stops buildx.</param>
    /// <returns>Sentences for a message; <c>null</c> if the builder is the engine itself, all nodes respond, or buildx fails.</returns>
    public static async Task<string?> DescribeAsync(DockerSettings command, string? builder, CancellationToken cancellationToken)
    {
        var environment = command.ToEnvironment();
        if (CurrentBuilder.Read(environment.GetValueOrDefault("DOCKER_CONFIG"), builder) is not { Driver: not "docker" } instance)
            return null;
        var settings = new BuildxInspectSettings { Name = instance.Name, ToolPath = command.ToolPath, WorkingDirectory = command.WorkingDirectory };
        foreach (var (name, value) in environment.Where(variable => variable.Value is not null))
            settings = settings.AddEnvironmentVariable(name, value!);
        try
        {
            return Describe(await BuildxTasks.BuildxInspectAnswerAsync(settings, cancellationToken));
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }

    /// <summary>Names the nodes that do not run.</summary>
    internal static string? Describe(BuilderInfo builder)
    {
        List<BuilderNode> lost = [.. builder.Nodes.Where(node => node.Status != "running")];
        if (lost.Count == 0)
            return null;
        var names = lost.Select(node => $"{node.Name} at {node.Endpoint}{Reason(node)}");
        var others = builder.Nodes.Count - lost.Count;
        return lost.Count == 1
            ? $"Node {names.First()} of the builder {builder.Name} does not respond{(others > 0 ? $"; {Count(others)}" : "")}."
            : $"Nodes of the builder {builder.Name} that do not respond: {string.Join(", ", names)}.";
    }

    private static string Reason(BuilderNode node) => node.Error is { } error ? $" ({error.Replace("ERROR: ", "", StringComparison.Ordinal).Trim().TrimEnd('.')})" : "";

    private static string Count(int others) => others == 1 ? "the other node does" : $"the other {others} nodes do";
}
