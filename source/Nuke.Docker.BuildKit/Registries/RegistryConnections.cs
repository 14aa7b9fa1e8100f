using System.Collections.Concurrent;

namespace Nuke.Docker.BuildKit.Registries;

/// <summary>The connections to all registries of a run.</summary>
/// <param name="options">Their options.</param>
/// <param name="stop">Ends the search for addresses.</param>
internal sealed class RegistryConnections(RegistryOptions options, CancellationToken stop) : IDisposable
{
    private readonly ConcurrentDictionary<string, RegistryConnection> _connections = new(StringComparer.Ordinal);

    /// <summary>The options.</summary>
    public RegistryOptions Options => options;

    /// <summary>Returns a repository.</summary>
    /// <param name="domain">The registry as in names of images.</param>
    /// <param name="path">The repository.</param>
    /// <param name="actions">The access that is requested: <c>pull</c>, <c>pull,push</c> or <c>pull,push,delete</c>.</param>
    /// <param name="counter">Counts the requests.</param>
    public RegistryRepository Repository(string domain, string path, string actions, RequestCounter counter) =>
        new(_connections.GetOrAdd(domain, name => new RegistryConnection(name, options, stop)), path, actions, counter);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var connection in _connections.Values)
            connection.Dispose();
    }
}
