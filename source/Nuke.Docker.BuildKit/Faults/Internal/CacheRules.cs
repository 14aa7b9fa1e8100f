using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Faults.Internal;

/// <summary>Faults of the imported, exported and internal caches.</summary>
internal static class CacheRules
{
    // The vertex that fails is the step that needs the layer, or the exporter; never the import, which reads only the manifest.
    public static DockerFault? ImportCorrupt(FaultEvidence evidence) =>
        LacksContent(evidence) && evidence.ImportsCache
            ? evidence.FaultElsewhere(
                DockerFaultKind.CacheImportCorrupt,
                "A layer of an imported cache is missing or damaged.",
                "Build once without this --cache-from, or delete the cache folder: the next export writes it again. --no-cache isn't needed.")
            : null;

    // The client names a cache folder in a header of HTTP/2: "header key "buildkit-attachable-store-id" contains value with non-printable ASCII characters".
    public static DockerFault? UnprintablePath(FaultEvidence evidence) =>
        evidence.Says("non-printable ASCII characters")
            ? evidence.FaultElsewhere(
                DockerFaultKind.CacheUnwritable,
                "The path of a local cache contains a letter outside ASCII, which BuildKit can't pass on.",
                "Choose a cache folder whose path has only ASCII letters, or write it relative to a working directory below that letter.") with
            {
                OnlyExportFailed = true,
                CacheType = "local",
            }
            : null;

    public static DockerFault? EngineStoreCorrupt(FaultEvidence evidence) =>
        LacksContent(evidence)
        || (evidence.Says("snapshot ") && evidence.Says("does not exist"))
        // Seen with containerd 2.1: folders of its snapshotter, or blobs, were deleted while it was running.
        || (evidence.Says("/snapshots/") && evidence.Says("no such file or directory"))
        || (evidence.Says("failed to get reader from content store") && evidence.Says("not found"))
        || evidence.SaysAny(
            "failed to load cache:",
            "invalid mutable ref",
            "failed to get deleted record",
            "failed to get deleted or dead record",
            "failed to get dead record",
            "failed to restore missing snapshot",
            "no blob set for cache record",
            " is locked")
            ? evidence.FaultElsewhere(
                DockerFaultKind.EngineStoreCorrupt,
                "The build cache of the engine lacks a layer that it refers to.",
                "Run the same command again. If the error persists, build the stage with --no-cache-filter, then run `docker buildx prune`.")
            : null;

    private static bool LacksContent(FaultEvidence evidence) => evidence.SaysAny(
        "short read: expected", "unexpected commit digest", "failed size validation", "httpReadSeeker: failed open",
        "missing descriptor handlers for lazy blobs", "desc = content sha256:");

    public static DockerFault? Unwritable(FaultEvidence evidence)
    {
        // buildx creates the folder before the build, so there is no vertex: "mkdir /cache/file: not a directory".
        var path = evidence.Error.StartsWith("mkdir ", StringComparison.Ordinal) ? evidence.Between("mkdir ", ": ") : null;
        var reason = evidence.Error[(evidence.Error.LastIndexOf(": ", StringComparison.Ordinal) + 1)..].Trim();
        if (path is null)
        {
            if (evidence.Vertex is not { Name.Kind: VertexKind.CacheExport } || !evidence.SaysAny("permission denied", "read-only file system"))
                return null;
            path = evidence.Between("open ", ": ") ?? evidence.Between("mkdir ", ": ") ?? evidence.Between("rename ", " ");
        }
        return evidence.FaultElsewhere(
            DockerFaultKind.CacheUnwritable,
            path is null ? $"The cache can't be exported: {reason}." : $"The cache can't be exported to {path}: {reason}.",
            "Choose another folder for the cache, or make this one writable for the current user.",
            path) with { OnlyExportFailed = true };
    }

    public static DockerFault? ExportFailed(FaultEvidence evidence) =>
        evidence.OnlyExportFailed
        || evidence.SaysAny(
            "error writing layer blob", "error writing config blob", "error writing manifest blob", "unknown cache exporter",
            "cache exporter:", "Cache export is not supported", "maximum timeout reached", "missing blob sha256:", "Cache already exists")
        || (evidence.Says("rename ") && evidence.Says("no such file") && evidence.Says("ingest"))
            ? evidence.FaultElsewhere(
                DockerFaultKind.CacheExportFailed,
                ExportCause(evidence),
                ExportCure(evidence)) with
            {
                OnlyExportFailed = true,
                MayPass = IsInterrupted(evidence),
            }
            : null;

    private static string ExportCause(FaultEvidence evidence)
    {
        if (evidence.Vertex is { Name.Kind: VertexKind.CacheExport } vertex)
        {
            var export = vertex.Name.Text.Replace("exporting cache", "exporting its cache", StringComparison.Ordinal);
            return $"The build succeeded, but {export} failed{(RegistryRefusal.Reason(evidence) is { } reason ? $": {reason}" : "")}.";
        }
        if (evidence.Says("token is malformed"))
            return "The token of the GitHub Actions cache is not one of a job (ACTIONS_RUNTIME_TOKEN): token is malformed.";
        return evidence.Between("unknown cache exporter: \"", "\"") is { } backend
            ? $"The BuildKit of this engine has no cache backend {backend}."
            : $"The cache can't be exported: {HumanText.ShortenMiddle(Innermost(evidence.Error), 200)}.";
    }

    private static string ExportCure(FaultEvidence evidence)
    {
        const string without = "Build again without --cache-to (all steps are cached), or add ignore-error=true to it if the cache is optional.";
        if (evidence.Says("token is malformed"))
            return $"Type gha works only in a job of GitHub Actions, which sets the token, and needs it in the environment of the step. {without}";
        return RegistryRefusal.Cure(evidence, isCache: true) is { } cure ? $"{cure} {without}" : without;
    }

    // "failed to configure gha cache exporter: why".
    private static string Innermost(string error) =>
        error.IndexOf("cache exporter: ", StringComparison.Ordinal) is >= 0 and var start ? error[(start + "cache exporter: ".Length)..] : error;

    // BuildKit itself retries a response of 408, 429 or 5xx for some seconds. It doesn't retry after an interrupted connection, or if another
    // build has moved a file.
    private static bool IsInterrupted(FaultEvidence evidence) =>
        evidence.SaysAny("connection reset", "broken pipe", ": EOF", "unexpected EOF", "i/o timeout", "no such file");
}
