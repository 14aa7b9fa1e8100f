using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Commands.Validation;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands.Validation;

public class SeveralBuildsSpecs
{
    private static readonly LocalCacheTo s_cache = new("/cache") { Mode = CacheMode.Max };

    [TestCase("", "", "VERSIO", "no ARG of the Dockerfile declares VERSIO, so that BuildKit ignores its value. Write VERSION, or declare it.")]
    [TestCase("", "", "Other", "no ARG of the Dockerfile declares Other, so that BuildKit ignores its value. Declare it.")]
    [TestCase("", "ARG VERSIO\n", "VERSIO", null)]
    [TestCase("ONBUILD ARG VERSIO\n", "", "VERSIO", null)]
    [TestCase("", "", "HTTP_PROXY", null)]
    [TestCase("", "", "VERSION", null)]
    public void An_argument_that_no_image_declares_is_named(string first, string second, string name, string? message)
    {
        var folder = Directory.CreateTempSubdirectory("arguments-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "a"), $"FROM scratch\nARG VERSION=1\n{first}");
            File.WriteAllText(Path.Combine(folder, "b"), $"FROM scratch\nARG VERSION=1\n{second}");
            var builds = new[] { "a", "b" }.Select(file =>
                Named(file).SetContext(folder).SetFile(Path.Combine(folder, file)).AddBuildArg(name, "1")).ToArray();

            Assert.That(Validate(builds).Select(finding => finding.ToString()), Is.EqualTo(message is null ? (string[])[] : [$"--build-arg: {message}"]));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public void Two_images_that_write_one_cache_are_named()
    {
        var findings = Validate(Named("acme/bot").AddCacheTo(s_cache), Named("acme/web").AddCacheTo(new LocalCacheTo("/cache/") { Mode = CacheMode.Max }));

        Assert.That(findings.Single().ToString(), Does.StartWith("--cache-to type=local: acme/bot and acme/web write to the same location (/cache:latest)"));
        Assert.That(findings[0].Severity, Is.EqualTo(FindingSeverity.Error));
    }

    [Test]
    public void A_relative_cache_belongs_to_its_working_directory()
    {
        var cache = new LocalCacheTo("cache") { Mode = CacheMode.Max };

        Assert.That(Validate(Named("a").AddCacheTo(cache).SetWorkingDirectory("/a"), Named("b").AddCacheTo(cache).SetWorkingDirectory("/b")), Is.Empty);
        Assert.That(
            Validate(Named("a").AddCacheTo(cache).SetWorkingDirectory("/a"), Named("b").AddCacheTo(cache).SetWorkingDirectory("/a")),
            Has.Length.EqualTo(1));
    }

    [Test]
    public void Images_that_share_a_scope_of_GitHub_s_cache_are_named_even_if_neither_says_so()
    {
        var cache = new GhaCacheTo { Mode = CacheMode.Max, Token = "t", Url = "u" };

        var finding = Validate(Named("a").AddCacheTo(cache), Named("b").AddCacheTo(cache)).Single();

        Assert.That(finding.Problem, Does.Contain("write to the same location (buildkit)"));
        Assert.That(Validate(Named("a").AddCacheTo(cache with { Scope = "a" }), Named("b").AddCacheTo(cache with { Scope = "b" })), Is.Empty);
    }

    [Test]
    public void Two_platforms_of_one_image_overwrite_each_other_s_cache_too()
    {
        var findings = Validate(Named("a").AddPlatform("linux/amd64").AddCacheTo(s_cache), Named("b").AddPlatform("linux/arm64").AddCacheTo(s_cache));

        Assert.That(findings.Single().Problem, Does.StartWith("a [linux/amd64] and b [linux/arm64] write to the same location"));
    }

    [Test]
    public void Two_builds_of_one_name_overwrite_each_other_s_cache_too()
    {
        var findings = Validate(new BuildxBuildSettings().SetContext("a").AddCacheTo(s_cache), new BuildxBuildSettings().SetContext("a").AddCacheTo(s_cache));

        Assert.That(findings.Single().Problem, Does.StartWith("a and a write to the same location"));
    }

    [Test]
    public void One_of_several_names_is_enough_to_be_one_place()
    {
        var cache = new S3CacheTo { Bucket = "b", Region = "r", Mode = CacheMode.Max };

        Assert.That(
            Validate(Named("a").AddCacheTo(cache with { Name = "a;main" }), Named("b").AddCacheTo(cache with { Name = "b;main" })).Single().Problem,
            Does.Contain("(/b/manifests/main)"));
        Assert.That(Validate(Named("a").AddCacheTo(cache with { Name = "a;x" }), Named("b").AddCacheTo(cache with { Name = "b;y" })), Is.Empty);
    }

    [Test]
    public void One_name_for_two_images_is_told()
    {
        var findings = Validate(Named("acme/bot"), Named("docker.io/acme/bot:latest"));

        Assert.That(
            findings.Single().ToString(),
            Is.EqualTo("--tag: 2 builds have the name 'acme/bot:latest', and the last one keeps it. Use a separate name for each build."));
    }

    [Test]
    public void Errors_come_first_and_all_of_them_are_told_at_once()
    {
        var findings = Validate(Named($"bot@sha256:{new string('a', 64)}").AddBuildArg("TOKEN", "x").EnableNoCache().AddNoCacheFilter("a"));

        Assert.That(findings.Select(finding => finding.Severity), Is.EqualTo(new[] { FindingSeverity.Error, FindingSeverity.Error, FindingSeverity.Warning }));
        Assert.That(
            () => SettingsValidator.ThrowOnError(findings),
            Throws.TypeOf<InvalidSettingException>()
                .With.Message.Contains("--no-cache-filter: buildx rejects it")
                .And.Message.Contains("--tag: ")
                .And.Message.Not.Contains("TOKEN"));
    }

    [Test]
    public void Warnings_stop_nothing()
    {
        Assert.That(() => SettingsValidator.ThrowOnError(Validate(Named("bot").AddBuildArg("TOKEN", "x"))), Throws.Nothing);
    }

    [Test]
    public void Stages_are_counted_in_the_Dockerfile_where_nobody_says_how_many_there_are()
    {
        var folder = Directory.CreateTempSubdirectory("stages-").FullName;
        File.WriteAllText(Path.Combine(folder, "Dockerfile"), "FROM a AS builder\nRUN pip wheel .\n  from a\n# FROM x\nCOPY --from=builder / /\n");
        var settings = Named("bot").SetContext(folder).AddCacheTo(new RegistryCacheTo("bot:cache"));

        var findings = SettingsValidator.Validate(settings, ToolVersions.Unknown, ValidationFacts.Unknown);
        Directory.Delete(folder, recursive: true);

        Assert.That(findings.Single().Problem, Does.Contain("of the 2 stages"));
    }

    private static BuildxBuildSettings Named(string tag) => new BuildxBuildSettings().AddTag(tag);

    private static ImmutableArray<Finding> Validate(params BuildxBuildSettings[] settings) =>
        SettingsValidator.Validate(settings, ToolVersions.Unknown, ValidationFacts.Unknown);
}
