using System.Collections.Immutable;
using System.Diagnostics.Contracts;
using System.Text;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Builds.Compose;

/// <summary>A compose file that is laid over a project's own ones and adds caches to the builds of its services.</summary>
/// <param name="Text">The file, in YAML.</param>
/// <param name="SecretVariables">Variables that the file refers to instead of holding a secret; compose needs them in its environment.</param>
public sealed record ComposeCacheOverride(string Text, ImmutableSortedDictionary<string, string> SecretVariables)
{
    private const string VariablePrefix = "DOCKER_CACHE_ENTRY_";

    /// <summary>Makes the file. Services that get nothing aren't in it.</summary>
    [Pure]
    public static ComposeCacheOverride Create(IEnumerable<ComposeServiceCache> services)
    {
        ArgumentNullException.ThrowIfNull(services);
        var text = new StringBuilder("# Written anew by every build: caches for the services' images, laid over the project's own files.\n");
        var secrets = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        List<ComposeServiceCache> written = [.. services.Where(service => !service.Cache.From.IsEmpty || !service.Cache.To.IsEmpty || service.Network is not null || service.Replaces || service.NoCache)];
        text.Append(written.Count == 0 ? "services: {}\n" : "services:\n");
        foreach (var service in written)
        {
            text.Append("  ").Append(YamlText.Quote(service.Service)).Append(":\n    build:\n");
            AppendList("cache_from", service.Cache.From, service.Replaces);
            AppendList("cache_to", service.Cache.To, service.Replaces);
            if (service.NoCache)
                text.Append("      no_cache: true\n");
            if (service.Network is { } network)
                text.Append("      network: ").Append(YamlText.Literal(network)).Append('\n');
        }

        return new(text.ToString(), secrets.ToImmutable());

        void AppendList(string name, IReadOnlyList<CacheEntry> entries, bool replaces)
        {
            if (entries.Count == 0 && replaces)
                text.Append("      ").Append(name).Append(": !reset []\n");
            if (entries.Count == 0)
                return;
            text.Append("      ").Append(name).Append(replaces ? ": !override\n" : ":\n");
            foreach (var entry in entries)
                text.Append("        - ").Append(Entry(entry.ToArgument())).Append('\n');
        }

        string Entry(Argument argument)
        {
            if (argument.Display is null)
                return YamlText.Literal(argument.Value);

            var variable = $"{VariablePrefix}{secrets.Count + 1}";
            secrets[variable] = argument.Value;
            return YamlText.Quote($"${{{variable}}}");
        }
    }
}
