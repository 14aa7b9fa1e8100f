using System.Reflection;
using Nuke.Docker.BuildKit.Dockerfiles.Linting;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Reference;

/// <summary>The page that leads from a message to its solution: a section for each exit code and each lint rule.</summary>
internal static class TroubleshootingPage
{
    // What BuildKit, docker or a target print, and what to do. The meanings are those of DockerFaultKind.
    private static readonly Dictionary<DockerFaultKind, (string[] Messages, string Solution)> s_solutions = new()
    {
        [DockerFaultKind.InvalidSetting] = (
            ["There is no parameter", "isn't read by the targets of this run", "There is no command"],
            "Use the name that the message suggests; `--help` lists all. A setting that the installed tool would ignore names the version that it needs."),
        [DockerFaultKind.StepsWouldRun] = (
            ["would run (--docker-predict-fail-on-run)"],
            "Read the causes above the message. Leave the parameter out to only print them."),
        [DockerFaultKind.BudgetExceeded] = (
            ["more than", "longer than", "larger than"],
            "The message names the budget and what exceeded it: `DockerExplain` for the hit rate and time, `DockerContext` "
            + "for the context, the layers of the report for the size."),
        [DockerFaultKind.DockerfileMissing] = (
            ["failed to read dockerfile: open", "resolve : lstat"],
            "Set the path with `Dockerfile` of the image or `--dockerfile` of the tool, or let `DockerInit` write one."),
        [DockerFaultKind.DockerfileSyntax] = (
            ["dockerfile parse error", "unknown instruction"],
            "Correct the line that the message shows. `DockerLint` finds such errors without an engine (rule NDB000)."),
        [DockerFaultKind.UnknownStage] = (
            ["target stage \"…\" could not be found"],
            "Use a stage that the Dockerfile has; the message suggests the nearest name."),
        [DockerFaultKind.StepFailed] = (
            ["did not complete successfully: exit code:"],
            "Read the last lines of the step, which the message quotes. A missing package of the system, a missing secret "
            + "and a network without access are the usual causes."),
        [DockerFaultKind.MissingContextFile] = (
            ["failed to calculate checksum of ref", "no source files were specified"],
            "The message says if the file is missing, excluded by `.dockerignore`, or spelled differently. `DockerContext` lists what the build receives."),
        [DockerFaultKind.ContextMissing] = (
            ["unable to prepare context: path"],
            "Correct `Context` of the image, or clone the submodule that should be there."),
        [DockerFaultKind.BaseImageUnavailable] = (
            ["failed to resolve source metadata for", "pull access denied", "toomanyrequests"],
            "Log in to the registry, correct the name, or use a mirror with the `--build-arg` that the message names."),
        [DockerFaultKind.SecretMissing] = (
            ["secret …: not found"],
            "Pass the secret: `--secret id=NAME,src=FILE` or `id=NAME,env=VARIABLE`. See [Secrets](../secrets.md)."),
        [DockerFaultKind.PushFailed] = (
            ["failed to push", "insufficient_scope", "no basic auth credentials"],
            "The message has the status of the registry. Log in with an account that may push; for 413, raise the limit of the proxy."),
        [DockerFaultKind.UnknownImage] = (["There is no image"], "Use a name of the property `Images`, or its last segment."),
        [DockerFaultKind.CacheUnwritable] = (
            ["mkdir /cache/file: not a directory", "read-only file system"],
            "Set another folder with `--docker-cache-directory`, or correct its permissions."),
        [DockerFaultKind.CacheExportFailed] = (
            ["error writing layer blob", "unknown cache exporter", "Cache export is not supported"],
            "Enable the containerd image store or use a docker-container builder for exports; log in to the registry of the cache."),
        [DockerFaultKind.CacheImportCorrupt] = (
            ["unexpected commit digest", "short read: expected", "failed size validation"],
            "`DockerCacheClean` deletes local caches. With recovery, the damaged part is quarantined and the build goes on."),
        [DockerFaultKind.EngineStoreCorrupt] = (
            ["failed to load cache:", "snapshot … does not exist", "no blob set for cache record"],
            "Run `docker buildx prune`, and restart the engine if that isn't enough. With recovery, the build does without the cache."),
        [DockerFaultKind.CacheImportStalled] = (
            ["the import of the cache stalled"],
            "Check the connection to the registry, or raise `--docker-import-timeout`."),
        [DockerFaultKind.CacheMounts] = (
            ["contains no exported cache mounts"],
            "Export them first with `DockerCacheMountsExport`; see [Cache mounts in CI](../cache-mounts.md)."),
        [DockerFaultKind.EngineUnavailable] = (
            ["Cannot connect to the Docker daemon", "error during connect", "docker.sock: connect: permission denied"],
            "Start Docker, set `DOCKER_HOST`, or join the group `docker`. On Debian and Ubuntu, root gets a [private engine](../private-engine.md)."),
        [DockerFaultKind.EngineLost] = (
            ["failed to receive status", "error reading from server: EOF", "transport is closing"],
            "The daemon restarted or ran out of memory: read its log. `--docker-engine-timeout` waits longer for it."),
        [DockerFaultKind.DiskFull] = (
            ["no space left on device"],
            "Run `docker system df` and `docker buildx prune`; limit local caches with `--docker-cache-limit`."),
        [DockerFaultKind.SolverFlake] = (["inconsistent graph state", "failed to get state for index"], "Repeat the command. If it recurs, update BuildKit."),
        [DockerFaultKind.DoctorFoundErrors] = (["DockerDoctor"], "Follow the remedy of each error. `--fix` changes `daemon.json` where that is safe."),
        [DockerFaultKind.LintFoundErrors] = (["The Dockerfiles have"], "`DockerFix --apply` fixes what it can. The rules are below."),
        [DockerFaultKind.ContainerFailed] = (
            ["exited with", "is unhealthy"],
            "Read the last lines of the container, which the message quotes; `DockerLogs` prints all. `--docker-up-timeout` waits longer for it."),
        [DockerFaultKind.SyncFailed] = (
            ["could not be copied", "returned 401", "was silent for"],
            "Follow the remedy of each image, and run `DockerSync` again: what was copied isn't sent again."),
        [DockerFaultKind.BuilderUnusable] = (
            ["is not as described", "did not start"],
            "Correct the description of the builder, or create it again with `--docker-builder-recreate`. `DockerBuilderInspect` prints its nodes."),
        [DockerFaultKind.Unknown] = (
            ["BuildKit reported"],
            "The message quotes BuildKit. Report it with the file `report.json`, so that it gets a kind of its own."),
        [DockerFaultKind.ProjectInvalid] = (["pyproject.toml:", "No service has a program"], "Correct the file and line that the message names."),
        [DockerFaultKind.SdkMissing] = (["There is no .NET SDK"], "Install the version that the message names, or set `DOTNET_EXE`."),
        [DockerFaultKind.FileChanged] = (["was changed"], "Run the target again: it starts from the new content."),
        [DockerFaultKind.DaemonConfigurationInvalid] = (
            ["daemon.json", "buildkitd.toml"],
            "Correct the line that the message names. `dockerd --validate` checks `daemon.json`."),
        [DockerFaultKind.ToolMissing] = (["could not be started"], "Install the tool, or add its folder to `PATH`."),
        [DockerFaultKind.ToolFailed] = (["failed with exit code"], "Run the command of the message by hand: it contains all arguments."),
        [DockerFaultKind.Canceled] = (["The build was cancelled"], "Nothing is damaged; the next build uses the steps that had finished."),
    };

    /// <exception cref="InvalidOperationException">An exit code has no solution.</exception>
    public static string Write()
    {
        var documentation = XmlDocumentation.Of(typeof(DockerFaultKind).Assembly);
        var page = new MarkdownPage("Troubleshooting")
            .Paragraph(
                "Find the exit code, or search this page for a part of the message. The name of an exit code is also in the report. "
                + "What is retried by itself: [Recovery](../recovery.md). What is wrong with the machine: [Doctor](../doctor.md).")
            .Heading("Exit codes");
        foreach (var kind in Enum.GetValues<DockerFaultKind>())
        {
            if (!s_solutions.TryGetValue(kind, out var solution))
                throw new InvalidOperationException($"{kind} has no solution: add it to {nameof(TroubleshootingPage)} in tools/Reference.");
            page.Subheading($"{(int)kind} {kind}")
                .Paragraph(documentation.Summary(typeof(DockerFaultKind).GetField(kind.ToString(), BindingFlags.Public | BindingFlags.Static)!))
                .Paragraph($"Messages: {string.Join(", ", solution.Messages.Select(message => $"`{message}`"))}")
                .Paragraph($"Solution: {solution.Solution}");
        }

        page.Heading("Lint rules").Paragraph("`# ndb:ignore=RULE reason` above an instruction suppresses a finding. Examples: the links.");
        foreach (var rule in LintRules.All)
        {
            page.Subheading($"{rule.Id} {rule.Name}")
                .Paragraph($"{MarkdownPage.Sentence(rule.Cause)} {MarkdownPage.Sentence(rule.Cost)}")
                .Paragraph($"Solution: {rule.Cure.TrimEnd('.')}. [Examples]({LintRulesPage.Rules}#{rule.Id.ToLowerInvariant()})");
        }

        return page.ToString();
    }
}
