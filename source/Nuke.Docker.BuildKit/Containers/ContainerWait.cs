using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Containers;

/// <summary>Waits until containers are ready.</summary>
/// <param name="list">Lists the containers to wait for, and those that they depend on.</param>
/// <param name="tail">Returns the last lines of a container, by id and number of lines.</param>
/// <param name="print">Called for each line of progress.</param>
/// <param name="advice">The last line of the message of a failure: what to do.</param>
/// <param name="time">The clock.</param>
internal sealed class ContainerWait(
    Func<CancellationToken, Task<IReadOnlyList<ContainerSnapshot>>> list,
    Func<string, int, CancellationToken, Task<IReadOnlyList<string>>> tail,
    Action<string> print,
    string advice,
    TimeProvider time)
{
    private const int LastLines = 20;
    private const int HealthLines = 3;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(250);

    // A program that cannot start usually ends within this time. Without a health check, nothing else shows it.
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(1.5);

    /// <summary>Waits, and returns the containers by name.</summary>
    /// <param name="timeout">The time limit.</param>
    /// <param name="cancellationToken">Stops waiting. The containers keep running.</param>
    /// <exception cref="DockerException">A container failed, or is not ready in time. The message has its last lines.</exception>
    public async Task<IReadOnlyList<ContainerSnapshot>> ForReadyAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        var announced = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var containers = await list(cancellationToken);
            if (containers.Any(container => container.Progress == ContainerProgress.Failed))
                throw await FailureAsync(containers, "failed", cancellationToken);
            var elapsed = time.GetElapsedTime(start);
            var settled = containers.All(container => container.Health is not null || elapsed >= s_settle);
            foreach (var container in containers.Where(container => settled || container.Health is not null))
            {
                if (container.Progress != ContainerProgress.Starting && announced.Add(container.Id))
                    print(Words(container, elapsed));
            }

            if (settled && containers.All(container => container.Progress != ContainerProgress.Starting))
                return containers;
            if (elapsed >= timeout)
                throw await FailureAsync(containers, $"not ready after {timeout.TotalSeconds:0} s", cancellationToken);
            await Task.Delay(s_pause, time, cancellationToken);
        }
    }

    private static string Words(ContainerSnapshot container, TimeSpan elapsed) => container switch
    {
        { Progress: ContainerProgress.Finished } => $"{container.Name} finished with exit code 0",
        { Health: null } => $"{container.Name} is running; it has no health check",
        _ => $"{container.Name} is healthy" + (elapsed < s_pause ? "" : $" after {HumanText.Duration(elapsed)}"),
    };

    private async Task<DockerException> FailureAsync(IReadOnlyList<ContainerSnapshot> containers, string what, CancellationToken cancellationToken)
    {
        var failed = containers.Where(container => container.Progress == ContainerProgress.Failed).ToList();
        if (failed.Count == 0)
            failed = [.. containers.Where(container => container.Progress == ContainerProgress.Starting)];
        var text = new List<string>();
        foreach (var container in failed)
        {
            text.Add($"{container.Name} {Reason(container, what)}.");
            if (container.HealthOutput is { } output)
                text.AddRange(["The last lines of its health check:", .. output.Split('\n').TakeLast(HealthLines).Select(line => $"  {line.TrimEnd()}")]);
            var lines = await tail(container.Id, LastLines, cancellationToken);
            text.Add(lines.Count == 0 ? "It printed nothing." : "Its last lines:");
            text.AddRange(lines.Select(line => $"  {line}"));
        }

        text.Add(advice);
        return new DockerException(DockerFaultKind.ContainerFailed, string.Join('\n', text));
    }

    private static string Reason(ContainerSnapshot container, string otherwise) => container switch
    {
        { Error: { } error } => $"could not be started: {error}",
        { OutOfMemory: true } => "was killed, because it had too little memory",
        { Status: "exited" or "dead" } => $"exited with code {container.ExitCode}",
        { Status: "restarting" } or { Restarts: > 0 } => $"restarts again and again; its last exit code is {container.ExitCode}",
        { Health: "unhealthy" } => "is unhealthy",
        _ => $"is {otherwise}",
    };
}
