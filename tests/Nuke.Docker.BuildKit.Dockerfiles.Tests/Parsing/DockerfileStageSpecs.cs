using Nuke.Docker.BuildKit.Dockerfiles.Instructions;
using Nuke.Docker.BuildKit.Dockerfiles.Instructions.Mounts;
using Nuke.Docker.BuildKit.Dockerfiles.Parsing;

namespace Nuke.Docker.BuildKit.Dockerfiles.Tests.Parsing;

public sealed class DockerfileStageSpecs
{
    [Test]
    public void User_and_directory_apply_to_later_instructions_and_derived_stages()
    {
        var dockerfile = Dockerfile.Parse("FROM python:3.13 AS a\nRUN x\nUSER app:app\nWORKDIR /srv\nWORKDIR sub\nRUN y\nFROM a\nRUN z\n");

        var runs = dockerfile.Instructions.OfType<RunInstruction>().Select(run => (run.State.User, run.State.WorkingDirectory));

        Assert.That(runs, Is.EqualTo([(null, null), ("app:app", "/srv/sub"), ("app:app", (string?)"/srv/sub")]));
        Assert.That(dockerfile.Stages[1].BaseStage, Is.Zero);
    }

    [Test]
    public void A_global_argument_is_set_in_stages_that_declare_it()
    {
        var dockerfile = Dockerfile.Parse("ARG V=3.13\nARG I=python:${V}-slim\nFROM $I AS a\nENV X=${V:-none}\nARG V\nENV Y=$V\n");

        var values = dockerfile.Instructions.OfType<EnvInstruction>().Select(env => env.Assignments[0].Expanded);

        Assert.That((dockerfile.Stages[0].Base, string.Join(' ', values)), Is.EqualTo(("python:3.13-slim", "none 3.13")));
    }

    [Test]
    public void A_build_argument_overrides_a_default() =>
        Assert.That(Dockerfile.Parse("ARG V=1\nFROM a:$V\n", arguments: new Dictionary<string, string> { ["V"] = "2" }).Stages[0].Base, Is.EqualTo("a:2"));

    [TestCase("${b:-d}", "d")]
    [TestCase("${e:-d}", "d")]
    [TestCase("${e-d}", "")]
    [TestCase("${a:+d}", "d")]
    [TestCase("${e:+d}${e+f}", "f")]
    [TestCase("${a#*/}", "b/c.tar.gz")]
    [TestCase("${a##*/}", "c.tar.gz")]
    [TestCase("${a%.*}", "a/b/c.tar")]
    [TestCase("${a%%.*}", "a/b/c")]
    [TestCase("${u#?}", "b")]
    [TestCase("${u%?}", "\U0001F600")]
    [TestCase("${u##??}", "")]
    [TestCase("${u/?/x}", "xb")]
    [TestCase("${a/\\//-}", "a-b/c.tar.gz")]
    [TestCase("${a//\\//-}", "a-b-c.tar.gz")]
    [TestCase("'$a'\\$a\"${a:+'x'}\"", "$a$ax")]
    [TestCase("$b", "")]
    public void Variables_expand_as_in_BuildKit(string word, string expected)
    {
        var env = (EnvInstruction)Dockerfile.Parse($"FROM scratch\nENV a=a/b/c.tar.gz e=\"\" u=\U0001F600b\nENV x={word}\n").Instructions[2];

        Assert.That(env.Assignments[0].Expanded, Is.EqualTo(expected));
    }

    [Test]
    public void Variables_of_the_base_image_are_not_expanded() =>
        Assert.That(
            ((EnvInstruction)Dockerfile.Parse("FROM python:3\nENV PATH=/app:$PATH\n").Instructions[1]).Assignments[0].Expanded,
            Is.EqualTo("/app:$PATH"));

    [Test]
    public void Mounts_are_typed()
    {
        var run = (RunInstruction)Dockerfile.Parse("""
            FROM scratch AS a
            FROM scratch
            ENV CACHE=/root/.cache
            WORKDIR /app
            RUN --mount=type=cache,target=$CACHE/pip,id=pip,uid=1000,gid=1001,mode=0700,sharing=locked,ro \
                --mount=from=a,source=/wheels,target=wheels \
                --mount=type=secret,id=token,env=TOKEN,required \
                --mount=type=ssh \
                --mount=type=tmpfs,target=/tmp,size=64m \
                x
            """).Instructions[4];

        var cache = (CacheRunMount)run.Mounts[0];
        var bind = (BindRunMount)run.Mounts[1];
        var secret = (SecretRunMount)run.Mounts[2];
        Assert.That(
            (cache.Key, cache.Path, cache.Uid, cache.Gid, cache.Mode, cache.Sharing, cache.ReadOnly),
            Is.EqualTo(("pip", "/root/.cache/pip", 1000u, 1001u, 448, CacheSharing.Locked, true)));
        Assert.That((bind.From, bind.FromStage, bind.Source, bind.Path, bind.ReadOnly), Is.EqualTo(("a", 0, "/wheels", "/app/wheels", true)));
        Assert.That((secret.Id, secret.Env, secret.Required, secret.Path), Is.EqualTo(("token", "TOKEN", true, (string?)null)));
        Assert.That(((SshRunMount)run.Mounts[3]).Id, Is.EqualTo("default"));
        Assert.That(((TmpfsRunMount)run.Mounts[4]).Size, Is.EqualTo(64 * 1024 * 1024));
    }

    [Test]
    public void A_stage_is_found_by_name_in_any_case_and_by_number()
    {
        var dockerfile = Dockerfile.Parse("FROM scratch AS One\nFROM scratch AS two\nCOPY --from=ONE a b\nCOPY --from=0 a b\n");

        Assert.That((dockerfile.Stage("ONE")!.Index, dockerfile.Stage("1")!.Name, dockerfile.Stage("three")), Is.EqualTo((0, "two", (DockerfileStage?)null)));
        Assert.That(dockerfile.Instructions.OfType<CopyInstruction>().Select(copy => copy.FromStage), Is.EqualTo([0, 0]));
    }
}
