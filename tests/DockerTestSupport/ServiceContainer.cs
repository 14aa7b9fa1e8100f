using System.Net;
using System.Net.Sockets;
using Nuke.Docker.BuildKit.Engines;

namespace DockerTestSupport;

/// <summary>A container whose service listens on a port. It is queried from outside and removed at the end.</summary>
internal sealed class ServiceContainer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly EngineConnection _connection;
    private readonly string _id;

    private ServiceContainer(EngineConnection connection, string id, int port)
    {
        (_connection, _id) = (connection, id);
        Client = new() { BaseAddress = new($"http://127.0.0.1:{port}/") };
    }

    public HttpClient Client { get; }

    /// <param name="options">Further options of <c>docker run</c>.</param>
    public static async Task<ServiceContainer> StartAsync(EngineConnection connection, string image, int port, string options = "")
    {
        var network = connection.NeedsHostNetwork ? "--network=host" : $"-p 127.0.0.1:{port}:{port}";
        var output = await Shell.RunAsync(connection, $"docker run -d {network} {options} {image}");
        return new(connection, output.Trim().Split('\n')[^1], port);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Sends the request until the service responds.</summary>
    public async Task<string> GetAsync(string path)
    {
        for (var started = TimeProvider.System.GetTimestamp(); ;)
        {
            try
            {
                return await Client.GetStringAsync(new Uri(path, UriKind.Relative));
            }
            catch (HttpRequestException) when (TimeProvider.System.GetElapsedTime(started) < s_patience)
            {
                await Task.Delay(100);
            }
            catch (HttpRequestException exception)
            {
                throw new AssertionException(
                    $"{path} doesn't answer: {exception.Message}\n{await Shell.RunAsync(_connection, $"docker logs {_id}")}",
                    exception);
            }
        }
    }

    public async Task<string> ExecuteAsync(string command) => (await Shell.RunAsync(_connection, $"docker exec {_id} {command}")).Trim();

    /// <summary>Waits for the result of the container's HEALTHCHECK.</summary>
    /// <returns>The status, which is no longer <c>starting</c>.</returns>
    public async Task<string> HealthAsync()
    {
        var script =
            $"for i in $(seq 150); do s=$(docker inspect -f '{{{{.State.Health.Status}}}}' {_id}); [ $s = starting ] || break; sleep 0.2; done; "
            + "echo $s";
        return (await Shell.RunAsync(_connection, script)).Trim();
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Shell.RunAsync(_connection, $"docker rm -f {_id}");
    }
}
