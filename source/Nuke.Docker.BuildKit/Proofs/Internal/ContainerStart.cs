using Docker.DotNet;
using Docker.DotNet.Models;
using Nuke.Docker.BuildKit.Containers;
using Nuke.Docker.BuildKit.Engines;

namespace Nuke.Docker.BuildKit.Proofs.Internal;

/// <summary>Starts a container of an image without a network, and looks at it after some seconds.</summary>
internal static class ContainerStart
{
    private const int Tail = 3;

    public static async Task<StartOutcome> RunAsync(EngineClient client, string image, TimeSpan time, CancellationToken cancellationToken)
    {
        string? id = null;
        try
        {
            // Without a network, it can change nothing outside, and two can listen on the same port.
            var created = await client.Api.Containers.CreateContainerAsync(
                new CreateContainerParameters { Image = image, HostConfig = new HostConfig { NetworkMode = "none" } }, cancellationToken);
            id = created.ID;
            await client.Api.Containers.StartContainerAsync(id, new ContainerStartParameters(), cancellationToken);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(time);
            try
            {
                var ended = await client.Api.Containers.WaitContainerAsync(id, limit.Token);
                return new StartOutcome(Running: false, ended.StatusCode, await OutputAsync(client, id, cancellationToken));
            }
            catch (Exception waited) when (waited is OperationCanceledException or TimeoutException && !cancellationToken.IsCancellationRequested)
            {
                return new StartOutcome(Running: true, 0, "");
            }
        }
        catch (DockerApiException refused)
        {
            // No command, a missing program, or a user that does not exist.
            return new StartOutcome(Running: false, ExitCode: 128, refused.ResponseBody?.Trim() ?? refused.Message);
        }
        finally
        {
            if (id is not null)
            {
                var all = new ContainerRemoveParameters { Force = true, RemoveVolumes = true };
                await client.Api.Containers.RemoveContainerAsync(id, all, CancellationToken.None);
            }
        }
    }

    // Some of the lines may be empty.
    private static async Task<string> OutputAsync(EngineClient client, string id, CancellationToken cancellationToken) =>
        string.Join(" / ", (await new EngineContainers(client).TailAsync(id, 20, cancellationToken)).TakeLast(Tail).Select(line => line.Trim()));
}
