using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>Creates decisions for caches that several machines share.</summary>
internal static class Remote
{
    private const string NoExport =
        "read-only, because the engine does not use the containerd image store and can export only an inline cache (--docker-cache inline)";

    public static CacheDecision Decide(CacheFacts facts, CacheScope scope, string place, IEnumerable<CacheFrom> from, CacheTo to)
    {
        var readOnly = scope.ReadOnlyBecause ?? (facts.CanExport ? null : NoExport);
        ImmutableList<CacheTo> exports = readOnly is null ? [to] : [];
        return new([.. from], exports, $"{place} ({scope.BranchesInWords}){(readOnly is null ? "" : $", {readOnly}")}");
    }
}
