using Docker.DotNet;
using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Containers;

/// <summary>The containers of an engine.</summary>
/// <param name="client">The engine.</param>
internal sealed class EngineContainers(EngineClient client)
{
    /// <summary>Time that a container has to stop before it is killed, as with <c>docker stop</c>.</summary>
    private const uint StopSeconds = 10;

    /// <summary>Lists containers with a label, running or not, by name.</summary>
    /// <param name="label">The label as <c>name=value</c>.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <exception cref="EngineRequestException">The engine is unreachable, or returns an error.</exception>
    public async Task<IReadOnlyList<ContainerSnapshot>> ListAsync(string label, CancellationToken cancellationToken)
    {
        var parameters = new ContainersListParameters
        {
            All = true,
            Filters = new Dictionary<string, IDictionary<string, bool>> { ["label"] = new Dictionary<string, bool> { [label] = true } },
        };
        var listed = await client.AskAsync(
            "containers/json", token => client.Api.Containers.ListContainersAsync(parameters, token), cancellationToken);
        var found = new List<ContainerSnapshot>();
        foreach (var container in listed)
        {
            if (await FindAsync(container.ID, cancellationToken) is { } snapshot)
                found.Add(snapshot);
        }

        return [.. found.OrderBy(container => container.Name, StringComparer.Ordinal)];
    }

    /// <summary>Returns a container by name or id; <c>null</c> if the engine does not have it.</summary>
    /// <exception cref="EngineRequestException">The engine is unreachable, or returns an error.</exception>
    public async Task<ContainerSnapshot?> FindAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            var path = $"containers/{name}/json";
            return Snapshot(await client.AskAsync(path, token => client.Api.Containers.InspectContainerAsync(name, token), cancellationToken));
        }
        catch (EngineRequestException exception) when (exception.InnerException is DockerContainerNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Returns the last lines that a container printed.</summary>
    /// <exception cref="EngineRequestException">The engine is unreachable, or returns an error.</exception>
    public async Task<IReadOnlyList<string>> TailAsync(string id, int lines, CancellationToken cancellationToken)
    {
        var read = new Lines();
        var parameters = new ContainerLogsParameters { ShowStdout = true, ShowStderr = true, Tail = $"{lines}" };
        await client.AskAsync($"containers/{id}/logs", token => client.Api.Containers.GetContainerLogsAsync(id, parameters, read, token), cancellationToken);
        return [.. read.All.TakeLast(lines)];
    }

    /// <summary>Stops and removes a container. Its anonymous volumes are kept.</summary>
    /// <exception cref="EngineRequestException">The engine is unreachable, or returns an error.</exception>
    public async Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        var stop = new ContainerStopParameters { WaitBeforeKillSeconds = StopSeconds };
        var remove = new ContainerRemoveParameters { Force = true };
        try
        {
            await client.AskAsync($"containers/{id}/stop", token => client.Api.Containers.StopContainerAsync(id, stop, token), cancellationToken);
            await client.AskAsync($"containers/{id}", token => client.Api.Containers.RemoveContainerAsync(id, remove, token), cancellationToken);
        }
        catch (EngineRequestException exception) when (exception.InnerException is DockerContainerNotFoundException)
        {
            // Removed by somebody else, or started with --rm.
        }
    }

    /// <summary>Starts a stopped container.</summary>
    /// <exception cref="EngineRequestException">The engine is unreachable, or returns an error.</exception>
    public Task StartAsync(string id, CancellationToken cancellationToken)
    {
        var parameters = new ContainerStartParameters();
        return client.AskAsync($"containers/{id}/start", token => client.Api.Containers.StartContainerAsync(id, parameters, token), cancellationToken);
    }

    /// <summary>Restarts a container.</summary>
    /// <exception cref="EngineRequestException">The engine is unreachable, or returns an error.</exception>
    public Task RestartAsync(string id, CancellationToken cancellationToken)
    {
        var parameters = new ContainerRestartParameters { WaitBeforeKillSeconds = StopSeconds };
        return client.AskAsync($"containers/{id}/restart", token => client.Api.Containers.RestartContainerAsync(id, parameters, token), cancellationToken);
    }

    private static ContainerSnapshot Snapshot(ContainerInspectResponse container)
    {
        var labels = container.Config?.Labels ?? new Dictionary<string, string>();
        var name = (container.Name ?? "").TrimStart('/');
        var state = container.State ?? new State();
        var health = state.Health;
        return new ContainerSnapshot
        {
            Id = container.ID,
            Name = name,
            Service = labels.TryGetValue(ContainerLabels.ComposeService, out var service) ? service : name,
            Labels = labels.ToDictionary(StringComparer.Ordinal),
            Status = state.Status ?? "",
            Health = health?.Status is { Length: > 0 } and not "none" ? health.Status : null,
            HealthOutput = health?.Log?.LastOrDefault()?.Output?.Trim() is { Length: > 0 } output ? output : null,
            ExitCode = state.ExitCode,
            Restarts = container.RestartCount,
            Error = state.Error is { Length: > 0 } error ? error : null,
            OutOfMemory = state.OOMKilled,
            Addresses = Addresses(container),
        };
    }

    private static IReadOnlyList<string> Addresses(ContainerInspectResponse container)
    {
        // With the host's network, nothing is published: the program listens on the host itself.
        if (container.HostConfig?.NetworkMode == "host")
        {
            var ports = (container.Config?.ExposedPorts?.Keys ?? []).Where(IsTcp);
            return [.. ports.Select(port => $"http://localhost:{port.Split('/')[0]}").Order(StringComparer.Ordinal)];
        }

        var published = container.NetworkSettings?.Ports ?? new Dictionary<string, IList<PortBinding>>();
        return
        [
            .. published.Where(port => IsTcp(port.Key))
                .SelectMany(port => port.Value ?? [])
                .Select(binding => $"http://{HostOf(binding.HostIP)}:{binding.HostPort}")
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
    }

    private static bool IsTcp(string port) => !port.Contains('/', StringComparison.Ordinal) || port.EndsWith("/tcp", StringComparison.Ordinal);

    private static string HostOf(string? address) => address is null or "" or "0.0.0.0" or "::" or "127.0.0.1" or "::1" ? "localhost" : address;

    // Progress<T> reports on another thread and after the end.
    private sealed class Lines : IProgress<string>
    {
        private readonly List<string> _all = [];

        public IReadOnlyList<string> All => _all;

        public void Report(string value)
        {
            lock (_all)
                _all.AddRange(value.Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
        }
    }
}
