using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Answers;
using Nuke.Docker.BuildKit.Answers.Internal;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text.Changes;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>Writes caches into a project's own compose files, where a user asks for that.</summary>
/// <param name="project">Where the project is built, and with which docker.</param>
public sealed class ComposeCacheWriter(ComposeConfigSettings project)
{
    /// <summary>
    /// Adds the caches of a service to the first file that can take them. The old file is kept beside it as <c>NAME.bak</c>. compose reads the new one before it takes the
    /// old one's place: nothing but the caches may differ.
    /// </summary>
    /// <param name="files">The project's files, in the order in which they are laid over each other.</param>
    /// <param name="service">The service.</param>
    /// <param name="cache">Where its cache comes from and goes to. A local cache is read from then on, although there is none yet.</param>
    /// <param name="cancellationToken">Ends it before anything is written.</param>
    /// <returns>The file; <c>null</c>: none can take them, or they hold a secret, which no file may. Nothing was written then.</returns>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">A file can't be read or written.</exception>
    public async Task<string?> WriteAsync(IReadOnlyList<string> files, string service, CacheDecision cache, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(cache);
        List<CacheFrom> from = [.. cache.From, .. cache.To.OfType<LocalCacheTo>().Select(entry => new LocalCacheFrom(entry.Destination) { Tag = entry.Tag }).Where(entry => !cache.From.OfType<LocalCacheFrom>().Any(other => other.Source == entry.Source))];
        if ((from.Count == 0 && cache.To.IsEmpty) || from.Concat<CacheEntry>(cache.To).Any(entry => entry.ToArgument().Display is not null))
            return null;

        foreach (var file in files)
        {
            var before = FileChange.ReadText(file);
            if (ComposeFileEditor.AddCache(before, service, from, cache.To) is not { } after || !await IsTheSameAsync(files, file, after, service, cancellationToken))
                continue;
            FileChanges.Write([new FileChange(file, before, after) { KeepBackup = true }]);
            return file;
        }

        return null;
    }

    // Beside the file, because paths in it count from its folder.
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
            // What compose can't read is no file to change.
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
