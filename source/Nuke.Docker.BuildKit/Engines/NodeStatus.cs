using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Builders;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Engines;

/// <summary>Finds the nodes of a builder that do not respond. buildx reports a lost connection without the name of the node.</summary>
internal static class NodeStatus
{
    /// <summary>Asks buildx for the nodes.</summary>
    /// <param name="command">A command with the environment of the builder.</param>
    /// <param name="builder">Name of the builder. <c>null</c>: the current one.</param>
    /// <param name="cancellationToken">Stops buildx.</param>
    /// <returns>The nodes for a message; <c>null</c> if the builder is the engine itself, all nodes respond, or buildx fails.</returns>
    public static async Task<LostNodes?> FindLostAsync(DockerSettings command, string? builder, CancellationToken cancellationToken)
    {
        var environment = command.ToEnvironment();
        if (CurrentBuilder.Read(environment.GetValueOrDefault("DOCKER_CONFIG"), builder) is not { Driver: not "docker" } instance)
            return null;
        var settings = new BuildxInspectSettings { Name = instance.Name, ToolPath = command.ToolPath, WorkingDirectory = command.WorkingDirectory };
        foreach (var (name, value) in environment.Where(variable => variable.Value is not null))
            settings = settings.AddEnvironmentVariable(name, value!);
        try
        {
            return LostNodes.Of(await Question.AskAsync(settings, BuilderInspectReader.Read, cancellationToken));
        }
        catch (CommandFailedException)
        {
            return null;
        }
    }
}
