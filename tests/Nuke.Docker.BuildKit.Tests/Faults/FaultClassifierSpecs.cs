using DockerTestSupport.Recordings;
using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Progress;
using Nuke.Docker.BuildKit.Text.Faults;

namespace Nuke.Docker.BuildKit.Tests.Faults;

public sealed class FaultClassifierSpecs
{
    [TestCase("no-dockerfile", 1, DockerFaultKind.DockerfileMissing)]
    [TestCase("missing-dockerfile", 1, DockerFaultKind.DockerfileMissing)]
    [TestCase("dockerfile-in-missing-folder", 1, DockerFaultKind.DockerfileMissing)]
    [TestCase("dockerfile-unreadable", 1, DockerFaultKind.DockerfileMissing)]
    [TestCase("parse-error", 1, DockerFaultKind.DockerfileSyntax)]
    [TestCase("parse-error-flag", 1, DockerFaultKind.DockerfileSyntax)]
    [TestCase("empty-dockerfile", 1, DockerFaultKind.DockerfileSyntax)]
    [TestCase("unknown-target", 1, DockerFaultKind.UnknownStage)]
    [TestCase("failing-run", 1, DockerFaultKind.StepFailed)]
    [TestCase("failing-sibling", 1, DockerFaultKind.StepFailed)]
    [TestCase("missing-copy-source", 1, DockerFaultKind.MissingContextFile)]
    [TestCase("missing-stage-file", 1, DockerFaultKind.MissingContextFile)]
    [TestCase("context-missing", 1, DockerFaultKind.ContextMissing)]
    [TestCase("base-unreachable", 1, DockerFaultKind.BaseImageUnavailable)]
    [TestCase("base-hub-unreachable", 1, DockerFaultKind.BaseImageUnavailable)]
    [TestCase("frontend-unreachable", 1, DockerFaultKind.BaseImageUnavailable)]
    [TestCase("secret-missing", 1, DockerFaultKind.SecretMissing)]
    [TestCase("secret-file-missing", 1, DockerFaultKind.SecretMissing)]
    [TestCase("push-refused", 1, DockerFaultKind.PushFailed)]
    [TestCase("cache-export-unwritable", 1, DockerFaultKind.CacheUnwritable)]
    [TestCase("cache-export-unwritable-ignored", 1, DockerFaultKind.CacheUnwritable)]
    [TestCase("cache-export-refused", 1, DockerFaultKind.CacheExportFailed)]
    [TestCase("cache-import-flipped", 1, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("cache-import-blob-missing", 1, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("cache-import-all-blobs-missing", 1, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("local-store-broken", 1, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("engine-unavailable", 1, DockerFaultKind.EngineUnavailable)]
    [TestCase("engine-lost", 1, DockerFaultKind.EngineLost)]
    [TestCase("disk-full-step", 1, DockerFaultKind.DiskFull)]
    [TestCase("disk-full-context", 102, DockerFaultKind.DiskFull)]
    [TestCase("disk-full-cache", 1, DockerFaultKind.DiskFull)]
    [TestCase("canceled", 130, DockerFaultKind.Canceled)]
    public void A_recorded_failure_is_known(string recording, int exitCode, DockerFaultKind kind)
    {
        var fault = FaultClassifier.Classify(Recording.Graph(recording), exitCode);

        Assert.That(fault?.Kind, Is.EqualTo(kind));
        Assert.That(fault!.Cause, Is.Not.Empty);
        Assert.That(fault.Cure, Is.Not.Empty);
        Assert.That(fault.LastLines, Has.Count.LessThanOrEqualTo(20));
    }

    [TestCase("short read: expected 12 bytes but got 3: unexpected EOF", true, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("unexpected commit digest sha256:a, expected sha256:b: failed precondition", true, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("failed size validation: 3 != 12: failed precondition", true, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("httpReadSeeker: failed open: content at http://r/v2/c/blobs/sha256:a not found", true, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("missing descriptor handlers for lazy blobs: [sha256:a]", true, DockerFaultKind.CacheImportCorrupt)]
    [TestCase("short read: expected 12 bytes but got 3: unexpected EOF", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase(
        "error writing layer blob: unexpected status from HEAD request to http://r/v2/c/blobs/sha256:a: 401 Unauthorized",
        false,
        DockerFaultKind.CacheExportFailed)]
    [TestCase("error writing config blob: not_found", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("error writing manifest blob: failed commit", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("maximum timeout reached", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("missing blob sha256:a", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("Cache already exists. Scope: refs/heads/main", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("failed to configure registry cache exporter: no ref", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("unknown cache exporter: \"s3\"", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("failed to rename: rename /c/ingest/a/data /c/blobs/sha256/a: no such file or directory", false, DockerFaultKind.CacheExportFailed)]
    [TestCase("failed to load cache: x", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("failed to prepare extraction snapshot \"x\": parent snapshot sha256:a does not exist: not found", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("snapshot abc does not exist: not found", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase(
        "failed to prepare abc as def: failed to stat parent: stat /d/io.containerd.snapshotter.v1.overlayfs/snapshots/111/fs: no such file or directory",
        false,
        DockerFaultKind.EngineStoreCorrupt)]
    [TestCase(
        "failed to read dockerfile: failed to walk: resolve : lstat /d/io.containerd.snapshotter.v1.overlayfs/snapshots/146: no such file or directory",
        false,
        DockerFaultKind.EngineStoreCorrupt)]
    [TestCase(
        "failed to extract layer sha256:a: failed to get reader from content store: blob sha256:b expected at /d/blobs/sha256/b: blob not found: not found",
        false,
        DockerFaultKind.EngineStoreCorrupt)]
    [TestCase(
        "process \"/bin/sh -c ls /snapshots/1: no such file or directory\" did not complete successfully: exit code: 2",
        false,
        DockerFaultKind.StepFailed)]
    [TestCase("invalid mutable ref 0xc000", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("failed to get deleted record abc", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("failed to get dead record abc", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("failed to restore missing snapshot abc", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("abc is locked", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("no blob set for cache record abc", false, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("failed to get edge: inconsistent graph state", false, DockerFaultKind.SolverFlake)]
    [TestCase("failed to get state for index 0 on x", false, DockerFaultKind.SolverFlake)]
    [TestCase("inactive parent", false, DockerFaultKind.SolverFlake)]
    [TestCase("write /x: no space left on device", false, DockerFaultKind.DiskFull)]
    [TestCase("failed to receive status: rpc error: code = Unavailable desc = error reading from server: EOF", false, DockerFaultKind.EngineLost)]
    [TestCase("graceful_stop", false, DockerFaultKind.EngineLost)]
    [TestCase("no active session for abc: context deadline exceeded", false, DockerFaultKind.EngineLost)]
    [TestCase("failed to compute cache key: failed to calculate checksum of ref a::b: \"/x\": not found", false, DockerFaultKind.MissingContextFile)]
    [TestCase("process \"/bin/sh -c x\" did not complete successfully: exit code: 3", false, DockerFaultKind.StepFailed)]
    [TestCase(
        "process \"/bin/sh -c echo no space left on device; echo abc is locked\" did not complete successfully: exit code: 3",
        false,
        DockerFaultKind.StepFailed)]
    [TestCase("error from sender: open /r/data: permission denied", false, DockerFaultKind.ContextMissing)]
    [TestCase("dockerfile parse error on line 3: unknown instruction: X", false, DockerFaultKind.DockerfileSyntax)]
    [TestCase("failed to read dockerfile: open Dockerfile: no such file or directory", false, DockerFaultKind.DockerfileMissing)]
    [TestCase("python: pull access denied, repository does not exist", false, DockerFaultKind.BaseImageUnavailable)]
    [TestCase("target stage \"x\" could not be found", false, DockerFaultKind.UnknownStage)]
    public void Words_that_are_known_from_the_field(string words, bool imports, DockerFaultKind kind)
    {
        var graph = new BuildGraph();
        if (imports)
            graph.Add(ProgressReader.Read("""{"vertexes":[{"digest":"sha256:1","name":"importing cache manifest from r/c:1"}]}"""));
        graph.Add(new TextLine($"ERROR: failed to build: failed to solve: {words}"));

        Assert.That(FaultClassifier.Classify(graph, 1)?.Kind, Is.EqualTo(kind));
        Assert.That(FaultClassifier.Classify(graph, 0), Is.Null);
    }

    [Test]
    public void The_step_is_the_one_that_the_final_message_is_about()
    {
        const string Missing = "failed to calculate checksum of ref a::b: \"/src\": not found";
        var graph = new BuildGraph();
        graph.Add(ProgressReader.Read(Failure("2/3", "COPY requirements.txt .", Missing.Replace("/src", "/requirements.txt", StringComparison.Ordinal))));
        graph.Add(ProgressReader.Read(Failure("3/3", "COPY src src", Missing)));
        foreach (var line in (string[])["Dockerfile:6", "--------------------", "   6 | >>> COPY src src", "--------------------"])
            graph.Add(new TextLine(line));
        graph.Add(new TextLine($"ERROR: failed to build: failed to solve: failed to compute cache key: {Missing}"));

        var fault = FaultClassifier.Classify(graph, 1)!;

        Assert.That((fault.Line, fault.Instruction, fault.Cause), Is.EqualTo((6, "COPY src src", "The build context has no src.")));

        static string Failure(string number, string instruction, string error) => $$"""
            {"vertexes":[{"digest":"sha256:{{number[0]}}","name":"[{{number}}] {{instruction}}","started":"2026-11-21T22:01:19Z",
            "completed":"2026-11-21T22:01:21Z","error":{{System.Text.Json.JsonSerializer.Serialize(error)}}}]}
            """.ReplaceLineEndings("");
    }

    [TestCase(100, DockerFaultKind.SolverFlake)]
    [TestCase(102, DockerFaultKind.DiskFull)]
    [TestCase(130, DockerFaultKind.Canceled)]
    [TestCase(1, DockerFaultKind.Unknown)]
    public void Exit_codes_of_buildx_tell_where_words_do_not(int exitCode, DockerFaultKind kind)
    {
        var graph = new BuildGraph();
        graph.Add(new TextLine("ERROR: failed to build: something new"));

        Assert.That(FaultClassifier.Classify(graph, exitCode)?.Kind, Is.EqualTo(kind));
    }

    [TestCase("no-dockerfile", "There is no Dockerfile.")]
    [TestCase("dockerfile-in-missing-folder", "The folder docker of the Dockerfile doesn't exist.")]
    [TestCase("parse-error", "parse-error.Dockerfile has an error on line 3: unknown instruction: RUNN (did you mean RUN?).")]
    [TestCase("parse-error-flag", "bad-flag.Dockerfile has an error on line 2: unsupported mount type \"cash\" (did you mean cache?).")]
    [TestCase("empty-dockerfile", "The Dockerfile can't be read: the Dockerfile cannot be empty.")]
    [TestCase("unknown-target", "The Dockerfile has no stage runtme. Did you mean runtime?")]
    [TestCase("failing-sibling", "Step two 2/2 failed with exit code 7.")]
    [TestCase("missing-copy-source", "The build context has no requirements.txt.")]
    [TestCase("missing-stage-file", "The stage builder has no /whels.")]
    [TestCase("context-missing", "The build context /src/nothing doesn't exist.")]
    [TestCase("base-unreachable", "The base image 127.0.0.1:9/acme/python-base:3.13 can't be pulled: its registry can't be reached.")]
    [TestCase("base-hub-unreachable", "The base image docker.io/library/python:3.13-slim can't be pulled: the host name of its registry can't be resolved.")]
    [TestCase("frontend-unreachable", "The syntax frontend 127.0.0.1:9/docker/dockerfile:1 can't be pulled: its registry can't be reached.")]
    [TestCase("secret-missing", "A step requires the secret pip_index, which was not passed to the build.")]
    [TestCase("secret-file-missing", "The file /src/absent of a secret doesn't exist.")]
    [TestCase("push-refused", "The image was built, but 127.0.0.1:9/acme/bot:latest could not be pushed.")]
    [TestCase("cache-export-unwritable", "The cache can't be exported to /cache/file: not a directory.")]
    [TestCase("cache-export-refused", "The build succeeded, but exporting its cache to registry failed.")]
    [TestCase("engine-unavailable", "No Docker engine responds at unix:///run/absent/docker.sock.")]
    [TestCase("engine-lost", "The connection to the engine was lost during step 3/3.")]
    [TestCase("disk-full-step", "The disk of the engine has no space left.")]
    [TestCase("disk-full-cache", "The disk of the exported cache has no space left.")]
    [TestCase("canceled", "The build was canceled in step 3/3.")]
    public void The_cause_is_told_in_words(string recording, string cause)
    {
        var fault = FaultClassifier.Classify(Recording.Graph(recording), recording == "canceled" ? 130 : 1);

        Assert.That(fault?.Cause, Is.EqualTo(cause));
    }

    [TestCase("parse-error", "parse-error.Dockerfile", 3, null, null)]
    [TestCase("failing-run", "failing-run.Dockerfile", 4, "builder", "builder 4/4")]
    [TestCase("missing-copy-source", "missing-source.Dockerfile", 3, null, "3/3")]
    [TestCase("base-unreachable", "unreachable.Dockerfile", 1, null, null)]
    [TestCase("disk-full-step", "disk.Dockerfile", 3, null, "3/3")]
    [TestCase("cache-import-flipped", null, null, "runtime", "runtime 5/5")]
    public void The_place_is_told(string recording, string? file, int? line, string? stage, string? step)
    {
        var fault = FaultClassifier.Classify(Recording.Graph(recording), 1)!;

        Assert.That((fault.File, fault.Line, fault.Stage, fault.Step), Is.EqualTo((file, line, stage, step)));
    }

    [Test]
    public void The_last_lines_of_the_failed_step_are_told()
    {
        var fault = FaultClassifier.Classify(Recording.Graph("failing-run"), 1)!;

        Assert.That(fault.LastLines, Is.EqualTo(["Collecting numpy", "ERROR: No matching distribution found for numpy==9.9"]));
        Assert.That(fault.StepExitCode, Is.EqualTo(3));
    }

    [Test]
    public void Stages_that_the_caller_knows_are_offered()
    {
        var fault = FaultClassifier.Classify(Recording.Graph("unknown-target"), 1, stages: ["builder", "test"])!;

        Assert.That(fault.Cause, Is.EqualTo("The Dockerfile has no stage runtme. Known: builder, test."));
    }

    [TestCaseSource(typeof(Recording), nameof(Recording.Names))]
    public void A_build_that_succeeded_has_no_fault(string recording)
    {
        Assert.That(FaultClassifier.Classify(Recording.Graph(recording), 0), Is.Null);
    }

    [TestCase("ERROR: failed to build: failed to solve: failed to get edge: inconsistent graph state", 100, DockerFaultKind.SolverFlake)]
    [TestCase("ERROR: failed to build: failed to solve: something internal", 100, DockerFaultKind.SolverFlake)]
    [TestCase("ERROR: failed to build: failed to solve: inactive parent x", 1, DockerFaultKind.SolverFlake)]
    [TestCase(
        "ERROR: failed to solve: pull access denied for acme/none, repository does not exist or may require authorization",
        1,
        DockerFaultKind.BaseImageUnavailable)]
    [TestCase("ERROR: failed to build: failed to solve: failed to load cache key: invalid mutable ref 0x0", 1, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("ERROR: failed to build: failed to solve: failed to load cache: x", 1, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase("ERROR: failed to build: failed to solve: missing descriptor handlers for lazy blobs [sha256:a]", 1, DockerFaultKind.EngineStoreCorrupt)]
    [TestCase(
        "ERROR: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock",
        1,
        DockerFaultKind.EngineUnavailable)]
    [TestCase("ERROR: no builder \"fast\" found", 1, DockerFaultKind.EngineUnavailable)]
    [TestCase("ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = graceful_stop", 1, DockerFaultKind.EngineLost)]
    [TestCase("ERROR: failed to build: Cache export is not supported for the docker driver.", 1, DockerFaultKind.CacheExportFailed)]
    [TestCase("ERROR: failed to build: failed to solve: unknown cache exporter: \"s3\"", 1, DockerFaultKind.CacheExportFailed)]
    [TestCase("ERROR: failed to build: failed to solve: failed to push a/b: push access denied, repository does not exist", 1, DockerFaultKind.PushFailed)]
    [TestCase("ERROR: failed to build: failed to solve: ResourceExhausted: grpc: received message larger than max", 102, DockerFaultKind.Unknown)]
    [TestCase("ERROR: something new", 1, DockerFaultKind.Unknown)]
    [TestCase("", 137, DockerFaultKind.Unknown)]
    public void A_message_alone_is_enough(string message, int exitCode, DockerFaultKind kind)
    {
        var fault = FaultClassifier.Classify(new BuildGraph(), exitCode, [message])!;

        Assert.That(fault.Kind, Is.EqualTo(kind));
    }
}
