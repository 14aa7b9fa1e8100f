using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Reports;

namespace IntegrationTests.Caching;

/// <summary>Decisions of cache strategies, carried out by a real engine and a real registry.</summary>
[Category("Cache")]
[Platform("Linux")]
[NonParallelizable]
public sealed class CacheStrategySpecs
{
    private CacheBench _bench = null!;

    [OneTimeSetUp]
    public async Task Start() => _bench = await CacheBench.StartAsync();

    [OneTimeTearDown]
    public async Task Stop()
    {
        if (_bench is not null)
            await _bench.DisposeAsync();
    }

    [Test]
    public async Task What_one_engine_wrote_into_a_registry_another_one_finds()
    {
        var image = _bench.NewImage();
        var context = _bench.Context(nameof(What_one_engine_wrote_into_a_registry_another_one_finds), image);
        var first = await _bench.BuildAsync(context, CacheStrategy.Registry.Decide(_bench.Facts(image)));

        await _bench.ForgetAsync();
        var without = await _bench.BuildAsync(context, CacheStrategy.None.Decide(_bench.Facts(image)));
        await _bench.ForgetAsync();
        var second = await _bench.BuildAsync(context, CacheStrategy.Registry.Decide(_bench.Facts(image)));

        Assert.That((first.HitRate, without.HitRate, second.HitRate), Is.EqualTo(((double?)0, (double?)0, (double?)1)));
        Assert.That(second.CacheImports.Single().Place, Is.EqualTo($"{image}:buildcache-main"));
    }

    [Test]
    public async Task The_builder_stage_is_found_again_where_it_is_needed()
    {
        var image = _bench.NewImage();
        var context = _bench.Context(nameof(The_builder_stage_is_found_again_where_it_is_needed), image);
        await _bench.BuildAsync(context, CacheStrategy.Registry.Decide(_bench.Facts(image)));

        await _bench.ForgetAsync();
        var dockerfile = Path.Combine(context, "Dockerfile");
        await File.WriteAllTextAsync(dockerfile, (await File.ReadAllTextAsync(dockerfile)).Replace("/site/", "/lib/", StringComparison.Ordinal));
        var report = await _bench.BuildAsync(context, CacheStrategy.Registry.Decide(_bench.Facts(image)));

        Assert.That(Ran(report), Is.EqualTo(["COPY --from=builder /wheel /lib/wheel", "COPY code /code"]));
    }

    [Test]
    public async Task A_branch_reads_its_own_cache_then_main_s_then_the_local_one()
    {
        var image = _bench.NewImage();
        var context = _bench.Context(nameof(A_branch_reads_its_own_cache_then_main_s_then_the_local_one), image);
        var chain = CacheStrategy.Parse("registry,local");
        await _bench.BuildAsync(context, chain.Decide(_bench.Facts(image)));

        await _bench.ForgetAsync();
        var newBranch = await _bench.BuildAsync(
            context,
            chain.Decide(_bench.Facts(image, "feature/x") with { LocalFolder = Path.Combine(_bench.Folder, "empty") }));
        await _bench.ForgetAsync();
        var again = await _bench.BuildAsync(context, CacheStrategy.Registry.Decide(_bench.Facts(image, "feature/x")));
        await _bench.ForgetAsync();
        // No registry listens on port 9; the folder is named after the image's short name.
        var nowhere = $"127.0.0.1:9/bench/{image[(image.LastIndexOf('/') + 1)..]}";
        var fromFolder = await _bench.BuildAsync(context, CacheStrategy.Parse("registry:ro,local:ro").Decide(_bench.Facts(nowhere)));

        Assert.That((newBranch.HitRate, again.HitRate, fromFolder.HitRate), Is.EqualTo(((double?)1, (double?)1, (double?)1)));
        Assert.That(
            Imports(newBranch),
            Is.EqualTo(["buildcache-feature-x-5eded39a5d: False", "buildcache-main: True"]),
            "main has a cache, the branch has none");
        Assert.That(Imports(again), Is.EqualTo(["buildcache-feature-x-5eded39a5d: True", "buildcache-main: True"]));
        Assert.That(
            (fromFolder.ExitCode, fromFolder.CacheImports.Count(import => !import.Succeeded), fromFolder.CacheImports.Count(import => import.Succeeded)),
            Is.EqualTo((0, 1, 1)),
            "no registry, and the folder");
    }

    [TestCase(null)]
    [TestCase("bench/caches")]
    public async Task Two_images_and_two_branches_do_not_overwrite_each_other(string? repository)
    {
        var (one, other) = (_bench.NewImage(), _bench.NewImage());
        (string Image, string Branch, string Context)[] builds =
        [
            (one, "main", _bench.Context($"one-main-{repository?.Length}", $"{one} main")),
            (one, "feature/x", _bench.Context($"one-x-{repository?.Length}", $"{one} x")),
            (other, "main", _bench.Context($"other-main-{repository?.Length}", $"{other} main")),
        ];
        CacheDecision Decide(string image, string branch) =>
            CacheStrategy.Registry.Decide(
                _bench.Facts(image, branch) with { Repository = repository is null ? null : $"{_bench.Registry.Address}/{repository}" });
        foreach (var (image, branch, context) in builds)
            await _bench.BuildAsync(context, Decide(image, branch));

        await _bench.ForgetAsync();
        var rates = new List<double?>();
        foreach (var (image, branch, context) in builds)
        {
            // The branch reads only its own cache: main's cache must not help here.
            var decision = Decide(image, branch);
            rates.Add((await _bench.BuildAsync(context, decision with { From = decision.From.GetRange(0, 1), To = [] })).HitRate);
            await _bench.ForgetAsync();
        }

        Assert.That(rates, Is.All.EqualTo(1));
        if (repository is null)
            Assert.That(await _bench.TagsAsync(one), Is.EqualTo(["buildcache-feature-x-5eded39a5d", "buildcache-main"]));
    }

    [Test]
    public async Task An_inline_cache_is_read_from_the_pushed_image()
    {
        var image = _bench.NewImage();
        var context = _bench.Context(nameof(An_inline_cache_is_read_from_the_pushed_image), image);
        var decision = CacheStrategy.Inline.Decide(_bench.Facts(image));
        await _bench.BuildAsync(context, decision, _ => _.AddTag($"{image}:latest").EnablePush());

        await _bench.ForgetAsync();
        await File.WriteAllTextAsync(Path.Combine(context, "code"), "changed");
        var report = await _bench.BuildAsync(context, decision, _ => _.AddTag($"{image}:latest"));

        Assert.That(Ran(report), Is.EqualTo(["COPY code /code"]));
        Assert.That(await _bench.TagsAsync(image), Is.EqualTo(["latest"]), "no other place");
    }

    [Test]
    public async Task Several_platforms_at_once_have_one_cache_with_the_steps_of_all()
    {
        var image = _bench.NewImage();
        var context = _bench.Context(nameof(Several_platforms_at_once_have_one_cache_with_the_steps_of_all), image);
        var decision = CacheStrategy.Registry.Decide(_bench.Facts(image) with { Platforms = ["linux/amd64", "linux/arm64"] });
        BuildxBuildSettings Both(BuildxBuildSettings _) => _.AddPlatform("linux/amd64", "linux/arm64");
        await _bench.BuildAsync(context, decision, Both);

        await _bench.ForgetAsync();
        var report = await _bench.BuildAsync(context, decision, Both);

        Assert.That(report.HitRate, Is.EqualTo(1));
        Assert.That(await _bench.TagsAsync(image), Is.EqualTo(["buildcache-main__linux-amd64_linux-arm64"]));
    }

    [TestCase("s3")]
    [TestCase("azblob")]
    public async Task The_engine_s_own_BuildKit_refuses_what_the_validator_refuses(string strategy)
    {
        var context = _bench.Context($"refused-{strategy}", strategy);
        var decision = CacheStrategy.Parse(strategy)
            .Decide(
                _bench.Facts("acme/bot") with
                {
                    Environment = name => name is "AWS_BUCKET" or "AWS_REGION"
                        ? "x"
                        : name == "BUILDKIT_AZURE_STORAGE_ACCOUNT_URL" ? "https://127.0.0.1:9" : null,
                });

        var report = await _bench.BuildAsync(context, decision);

        Assert.That(report.Attempts[0].Fault, Is.EqualTo($"The BuildKit of this engine has no cache backend {strategy}."));
        Assert.That(report.CacheNotWritten);
    }

    private static IEnumerable<string> Ran(BuildReport report) =>
        report.UserSteps.Where(step => step.Result == StepResult.Ran).Select(step => step.Instruction);

    private static IEnumerable<string> Imports(BuildReport report) =>
        report.CacheImports.Select(import => $"{import.Place[(import.Place.LastIndexOf(':') + 1)..]}: {import.Succeeded}").Order(StringComparer.Ordinal);
}
