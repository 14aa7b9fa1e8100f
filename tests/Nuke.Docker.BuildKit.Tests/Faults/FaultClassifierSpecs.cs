using Nuke.Docker.BuildKit.Faults;
using Nuke.Docker.BuildKit.Tests.Recordings;

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
}
