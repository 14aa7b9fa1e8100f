namespace Nuke.Docker.BuildKit.Ledger.Internal;

/// <summary>The knowledge at the start of a build.</summary>
/// <param name="Memory">The results of earlier builds.</param>
/// <param name="Records">The cache records after an earlier build.</param>
/// <param name="Begun">The keys that this build has begun, and no other one.</param>
internal sealed record LedgerStart(StepMemory Memory, CacheRecords Records, IReadOnlySet<string> Begun);
