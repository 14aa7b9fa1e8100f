using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Caches.Strategies.Internal;

/// <summary>What decisions for caches that others read too have in common.</summary>
internal static class Remote
{
    public static CacheDecision Decide(CacheFacts facts, CacheScope scope, string place, IEnumerable<CacheFrom> from, CacheTo to)
    {
        var readOnly = scope.ReadOnlyBecause ?? (facts.CanExport ? null : "only read, as the engine keeps images in its old store and can export an inline cache only (--docker-cache inline)");
        ImmutableList<CacheTo> exports = readOnly is null ? [to] : [];
        return new([.. from], exports, $"{place} ({scope.BranchesInWords}){(readOnly is null ? "" : $", {readOnly}")}");
    }
}
