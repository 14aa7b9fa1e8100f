using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Adds caches to a project's own compose files on request.</summary>
/// <param name="project">The settings of the command that reads the project.</param>
public sealed class ComposeCacheWriter(ComposeConfigSettings project)
{
    /// <summary>
    /// Adds the caches of a service to the first file that can be extended in place. The old file is kept as <c>NAME.bak</c>. The new file replaces it
    /// only if compose reads it and finds nothing changed but the caches.
    /// </summary>
    /// <param name="files">The project's files, in the order in which compose merges them.</param>
    /// <param name="service">The service.</param>
    /// <param name="cache">The caches of the service. An exported local cache is also imported, even if it does not exist yet.</param>
    /// <param name="cancellationToken">Cancels before a file is written.</param>
    /// <returns>The changed file. <c>null</c>: no file can be extended, or the caches contain a secret. Nothing was written.</returns>
    /// <exception cref="IOException">A file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file cannot be read or written.</exception>
    public async Task<string?> WriteAsync(
        IReadOnlyList<string> files,
        string service,
        CacheDecision cache,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(cache);
        var exported = cache.To.OfType<LocalCacheTo>().Select(entry => new LocalCacheFrom(entry.Destination) { Tag = entry.Tag });
        var imported = cache.From.OfType<LocalCacheFrom>().Select(entry => entry.Source).ToHashSet(StringComparer.Ordinal);
        List<CacheFrom> from = [.. cache.From, .. exported.Where(entry => !imported.Contains(entry.Source))];
        if ((from.Count == 0 && cache.To.IsEmpty) || from.Concat<CacheEntry>(cache.To).Any(entry => entry.ToArgument().Display is not null))
            return null;

        foreach (var file in files)
        {
            var before = FileChange.ReadText(file);
            if (ComposeFileEditor.AddCache(before, service, from, cache.To) is not { } after)
                continue;
            if (!await IsTheSameAsync(files, file, after, service, cancellationToken))
                continue;
            FileChanges.Write([new FileChange(file, before, after) { KeepBackup = true }]);
            return file;
        }

        return null;
    }

    // The draft is in the folder of the file, because paths in the file are relative to it.
    private async Task<bool> IsTheSameAsync(IReadOnlyList<string> files, string file, string text, string service, CancellationToken cancellationToken)
    {
        var draft = Path.Combine(Path.GetDirectoryName(file)!, $".{Path.GetFileName(file)}.{Guid.NewGuid():N}");
        try
        {
            await File.WriteAllTextAsync(draft, text, cancellationToken);
            var old = await ReadAsync(files, cancellationToken);
            var changed = await ReadAsync([.. files.Select(other => other == file ? draft : other)], cancellationToken);
            return old is not null && TakeCaches(changed, service) && JsonNode.DeepEquals(old, changed);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private async Task<JsonNode?> ReadAsync(IEnumerable<string> files, CancellationToken cancellationToken)
    {
        try
        {
            return await Question.AskAsync(project.AddFile([.. files]) with { Format = "json" }, text => JsonNode.Parse(text), cancellationToken);
        }
        catch (CommandFailedException)
        {
            // A file that compose cannot read is not changed.
            return null;
        }
    }

    private static bool TakeCaches(JsonNode? model, string service)
    {
        if (model?["services"]?[service]?["build"] is not JsonObject build)
            return false;
        var isThere = build.Remove("cache_from");
        return build.Remove("cache_to") || isThere;
    }
}
