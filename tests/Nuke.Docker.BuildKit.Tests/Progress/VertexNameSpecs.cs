using Nuke.Docker.BuildKit.Progress;

namespace Nuke.Docker.BuildKit.Tests.Progress;

internal sealed class VertexNameSpecs
{
    [TestCase("[builder 2/5] RUN pip wheel", VertexKind.Step, "builder", null, 2, 5, "RUN pip wheel")]
    [TestCase("[builder  2/12] RUN pip wheel", VertexKind.Step, "builder", null, 2, 12, "RUN pip wheel")]
    [TestCase("[2/3] COPY a b", VertexKind.Step, null, null, 2, 3, "COPY a b")]
    [TestCase("[stage-1 2/2] COPY --from=builder /a [b] c", VertexKind.Step, "stage-1", null, 2, 2, "COPY --from=builder /a [b] c")]
    [TestCase("[linux/amd64 builder 2/5] RUN true", VertexKind.Step, "builder", "linux/amd64", 2, 5, "RUN true")]
    [TestCase("[linux/amd64->arm64 builder 2/5] RUN true", VertexKind.Step, "builder", "linux/amd64->arm64", 2, 5, "RUN true")]
    [TestCase("[linux/arm/v7 2/5] RUN true", VertexKind.Step, null, "linux/arm/v7", 2, 5, "RUN true")]
    [TestCase(
        "[builder 1/4] FROM docker.io/library/python:3.13@sha256:00",
        VertexKind.BaseImage,
        "builder",
        null,
        1,
        4,
        "FROM docker.io/library/python:3.13@sha256:00")]
    [TestCase("[internal] load build context", VertexKind.Context, null, null, 0, 0, "load build context")]
    [TestCase("[context extra] load from client", VertexKind.Context, null, null, 0, 0, "load from client")]
    [TestCase("[context extra] load .dockerignore", VertexKind.Internal, null, null, 0, 0, "load .dockerignore")]
    [TestCase("[internal] load .dockerignore", VertexKind.Internal, null, null, 0, 0, "load .dockerignore")]
    [TestCase("[internal] load build definition from Dockerfile", VertexKind.Internal, null, null, 0, 0, "load build definition from Dockerfile")]
    [TestCase("importing cache manifest from local:1", VertexKind.CacheImport, null, null, 0, 0, "importing cache manifest from local:1")]
    [TestCase("exporting cache to client directory", VertexKind.CacheExport, null, null, 0, 0, "exporting cache to client directory")]
    [TestCase("exporting to GitHub Actions Cache", VertexKind.CacheExport, null, null, 0, 0, "exporting to GitHub Actions Cache")]
    [TestCase("exporting to image", VertexKind.Export, null, null, 0, 0, "exporting to image")]
    [TestCase("resolving provenance for metadata file", VertexKind.Internal, null, null, 0, 0, "resolving provenance for metadata file")]
    [TestCase("[", VertexKind.Internal, null, null, 0, 0, "[")]
    [TestCase("[] x", VertexKind.Internal, null, null, 0, 0, "x")]
    [TestCase("", VertexKind.Internal, null, null, 0, 0, "")]
    public void A_name_is_taken_apart(string text, VertexKind kind, string? stage, string? platform, int index, int total, string instruction)
    {
        var name = VertexName.Parse(text);

        Assert.That(
            (name.Kind, name.Stage, name.Platform, name.Index, name.Total, name.Instruction, name.Text),
            Is.EqualTo((kind, stage, platform, index, total, instruction, text)));
    }

    [Test]
    public void In_a_bake_of_several_targets_the_target_stands_before_the_stage()
    {
        var name = VertexName.Parse("[api linux/amd64 builder 2/5] RUN true");

        Assert.That((name.Target, name.Stage, name.Label), Is.EqualTo(("api", "builder", "api linux/amd64 builder 2/5")));
    }
}
