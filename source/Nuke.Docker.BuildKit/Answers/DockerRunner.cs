namespace Nuke.Docker.BuildKit.Answers;

/// <summary>Runs <c>docker</c> with some arguments and waits for its end; an exit code other than 0 is no exception.</summary>
/// <param name="arguments">Without <c>docker</c>: <c>["buildx", "ls", "--format", "json"]</c>.</param>
/// <param name="cancellationToken">Stops it.</param>
public delegate Task<CommandOutput> DockerRunner(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
