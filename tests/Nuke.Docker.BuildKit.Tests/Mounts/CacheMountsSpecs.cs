using Nuke.Docker.BuildKit.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;
using Nuke.Docker.BuildKit.Text.Faults;
using TestSupport;

namespace Nuke.Docker.BuildKit.Tests.Mounts;

public sealed class CacheMountsSpecs
{
    [TestCase("target=/root/.cache/pip", "id=/root/.cache/pip")]
    [TestCase("target=/root/.cache/pip/", "id=/root/.cache/pip")]
    [TestCase("id=pip,target=/x,sharing=locked", "id=pip,sharing=locked")]
    [TestCase("target=/c,uid=1000,gid=1001,mode=0750", "id=/c,uid=1000,gid=1001,mode=0750")]
    [TestCase("id=$NAME,target=/c", "id=known")]
    public void A_mount_is_what_BuildKit_keeps_it_under(string mount, string expected) =>
        Assert.That(Of($"FROM a\nARG NAME=known\nRUN --mount=type=cache,{mount} true\n").Mounts.Single().ToString(), Is.EqualTo(expected));

    [Test]
    public void Steps_that_share_a_folder_are_one_mount_and_another_mode_is_another()
    {
        var mounts = Of("""
            FROM a AS x
            RUN --mount=type=cache,id=p,target=/1 true
            FROM b AS y
            RUN --mount=type=cache,id=p,target=/2,sharing=locked true
            RUN --mount=type=cache,id=p,target=/2,mode=0755 true

            """).Mounts;

        Assert.That(mounts, Has.Count.EqualTo(2));
        Assert.That(mounts[0].Stages, Is.EqualTo(new[] { "x", "y" }));
        Assert.That(mounts[0].Sharing, Is.EqualTo(CacheSharing.Locked));
    }

    [Test]
    public void The_base_image_is_found_through_stages_and_arguments()
    {
        var mounts = Of("""
            ARG IMAGE=python:3
            FROM $IMAGE AS base
            FROM base AS build
            RUN --mount=type=cache,target=/c true
            FROM scratch
            RUN --mount=type=cache,target=/d true

            """).Mounts;

        Assert.That(mounts.Select(mount => mount.BaseImage), Is.EqualTo(new[] { "python:3", null }));
    }

    [Test]
    public void Only_stages_that_a_target_needs_count()
    {
        const string text = """
            FROM a AS one
            RUN --mount=type=cache,target=/1 true
            FROM a AS two
            RUN --mount=type=cache,target=/2 true
            FROM a AS three
            COPY --from=one /x /x
            RUN --mount=type=cache,target=/3 true

            """;

        Assert.That(Of(text, "three").Mounts.Select(mount => mount.Id), Is.EqualTo(new[] { "/1", "/3" }));
        Assert.That(() => Of(text, "thre"), ThrowsFault.Of(DockerFaultKind.UnknownStage).With.Message.Contains("Did you mean three"));
    }

    [TestCase("id=$UNKNOWN,target=/c", "variable")]
    [TestCase("from=other,target=/c", "begins with the content of other")]
    public void What_cannot_be_carried_is_told(string mount, string reason)
    {
        var selection = Of($"FROM a AS other\nFROM a\nRUN --mount=type=cache,{mount} true\n");

        Assert.That(selection.Mounts, Is.Empty);
        Assert.That(selection.Skipped.Single(), Does.Contain(reason));
    }

    [Test]
    public void The_image_with_uv_is_where_the_stage_copies_it_from() =>
        Assert.That(
            Of("FROM a\nCOPY --from=ghcr.io/astral-sh/uv:0.9 /uv /uvx /bin/\nRUN --mount=type=cache,target=/c true\n").Mounts.Single().UvImage,
            Is.EqualTo("ghcr.io/astral-sh/uv:0.9"));

    private static CacheMountSelection Of(string text, string? target = null) => CacheMounts.Of(Dockerfile.Parse(text), target);
}
