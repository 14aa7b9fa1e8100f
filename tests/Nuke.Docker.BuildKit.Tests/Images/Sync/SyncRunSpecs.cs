using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Images;
using Nuke.Docker.BuildKit.Images.Sync;
using Nuke.Docker.BuildKit.Tests.Registries;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Images.Sync;

/// <summary>Copies images between two stand-ins for registries.</summary>
public sealed class SyncRunSpecs
{
    private SyncBench _bench = null!;

    private StandInRegistry Source => _bench.Source;

    private StandInRegistry Destination => _bench.Destination;

    [SetUp]
    public void Create() => _bench = new SyncBench();

    [TearDown]
    public void Delete() => _bench.Dispose();

    [Test]
    public async Task An_index_is_copied_with_all_platforms_and_attestations_under_the_same_digest()
    {
        Source.AddIndex("acme/api", "1.0", "first");

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Select(image => (image.Status, image.Message)), Is.EqualTo(new[] { (SyncStatus.Copied, (string?)null) }));
        Assert.That(Destination.DigestOf("acme/api", "1.0"), Is.EqualTo(Source.DigestOf("acme/api", "1.0")));
        // Two platforms and an attestation with a configuration and a layer each, and a layer that two of them share.
        Assert.That(images[0].SentBlobs, Is.EqualTo(7));
    }

    [Test]
    public async Task An_unchanged_image_takes_a_request_to_each_registry()
    {
        Source.AddImage("acme/api", "1.0", "a", "b");
        await _bench.RunAsync("acme/api:1.0");
        Destination.Requests.Clear();

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Status, Is.EqualTo(SyncStatus.Unchanged));
        Assert.That(Destination.Requests, Is.EqualTo(new[] { "GET /v2/", "HEAD /v2/acme/api/manifests/1.0" }));
    }

    [Test]
    public async Task A_blob_of_the_destination_is_not_sent()
    {
        Source.AddImage("acme/api", "1.0", "base", "first");
        await _bench.RunAsync("acme/api:1.0");
        Source.AddImage("acme/api", "1.1", "base", "second");

        var images = await _bench.RunAsync("acme/api:1.1");

        Assert.That(images.Single().SentBlobs, Is.EqualTo(2));
        Assert.That(Destination.Uploads, Is.Unique);
    }

    [TestCase(true, TestName = "A blob of a repository that is unchanged is mounted")]
    [TestCase(false, TestName = "A blob of a repository that is copied at the same time is mounted")]
    public async Task A_blob_of_another_repository_is_mounted(bool before)
    {
        Source.AddImage("acme/api", "1.0", "base", "api");
        Source.AddImage("acme/worker", "1.0", "base", "worker");
        if (before)
            await _bench.RunAsync("acme/api:1.0");

        var images = await _bench.RunAsync("acme/api:1.0", "acme/worker:1.0");

        Assert.That(images.Sum(image => image.MountedBlobs), Is.EqualTo(1));
        Assert.That(Destination.Uploads.Select(upload => upload.Split(' ')[1]), Is.Unique);
        Assert.That(Destination.DigestOf("acme/worker", "1.0"), Is.EqualTo(Source.DigestOf("acme/worker", "1.0")));
    }

    [Test]
    public async Task With_one_request_in_ten_failing_all_images_arrive_and_no_blob_is_sent_twice([Values(1, 2, 3)] int seed)
    {
        var random = new Random(seed);
        var names = AddMany(6);
        Source.Fault = Destination.Fault = _ => Next() switch
        {
            > 9 => null,
            > 7 => new StandInFault(500),
            > 5 => new StandInFault(0) { LosesResponse = true },
            > 4 => new StandInFault(0) { Abort = true },
            > 2 => new StandInFault(429) { RetryAfter = 0 },
            _ => new StandInFault(503),
        };

        var images = await _bench.RunAsync([.. names.Select(name => $"{name}:1.0")]);

        Assert.That(images.Select(image => image.Message), Is.All.Null);
        Complete(names);
        Assert.That(images.Sum(image => image.Requests.Failures), Is.Positive);

        int Next()
        {
            lock (random)
                return random.Next(100);
        }
    }

    [Test]
    public async Task Interrupted_fifty_times_the_images_arrive_and_no_blob_is_sent_twice()
    {
        var random = new Random(7);
        var names = AddMany(8);
        var sources = names.Select(name => _bench.Copy($"{name}:1.0")).ToArray();
        for (var kill = 0; kill < 50; kill++)
        {
            using var stop = new CancellationTokenSource();
            var left = random.Next(3, 60);
            Destination.Fault = _ =>
            {
                if (Interlocked.Decrement(ref left) == 0)
                    stop.Cancel();
                return null;
            };
            try
            {
                await _bench.RunAsync(SyncBench.Options(sources), cancellationToken: stop.Token);
            }
            catch (OperationCanceledException)
            {
                // As intended, unless it was done before.
            }
        }

        Destination.Fault = _ => null;
        var images = await _bench.RunAsync(SyncBench.Options(sources));

        Assert.That(images.Select(image => image.Message), Is.All.Null);
        Complete(names);
    }

    [Test]
    public async Task A_registry_that_limits_the_rate_gets_fewer_requests_at_a_time()
    {
        Source.AddImage("acme/api", "1.0", "a");
        var refusals = 3;
        Source.Fault = line => line.Contains("manifests") && Interlocked.Decrement(ref refusals) >= 0 ? new StandInFault(429) { RetryAfter = 0 } : null;

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Status, Is.EqualTo(SyncStatus.Copied));
        Assert.That(images.Single().Requests.Failures, Is.EqualTo(3));
        Assert.That(_bench.Limit.Lowest, Is.EqualTo(1));
    }

    [TestCase(401, "Docker has no login for", 1)]
    [TestCase(403, "Docker has no login for", 1)]
    [TestCase(400, "injected by the test", 1)]
    [TestCase(429, "limits the rate of requests", 3)]
    [TestCase(500, "try again", 3)]
    [TestCase(503, "try again", 3)]
    public async Task A_refusal_states_the_status_and_the_remedy_and_is_repeated_only_if_it_may_pass(int status, string remedy, int requests)
    {
        Source.AddImage("acme/api", "1.0", "a");
        Source.AddImage("acme/web", "1.0", "b");
        _bench.Attempts = 3;
        Destination.Fault = line => line.StartsWith("PUT /v2/acme/api/manifests") ? new StandInFault(status) : null;

        var images = await _bench.RunAsync("acme/api:1.0", "acme/web:1.0");

        Assert.That(images.Select(image => image.Status), Is.EqualTo(new[] { SyncStatus.Failed, SyncStatus.Copied }));
        var cause = $"Storing {Destination.Name}/acme/api:1.0 failed: {Destination.Name} returned {status} (injected by the test)";
        Assert.That(images[0].Message, Does.StartWith(cause));
        Assert.That(images[0].Message, Does.Contain(remedy));
        Assert.That(Destination.Requests.Count(line => line.StartsWith("PUT /v2/acme/api/manifests")), Is.EqualTo(requests));
    }

    [TestCase("HEAD /v2/acme/api/manifests")]
    [TestCase("GET /v2/acme/api/blobs")]
    public async Task A_silent_registry_is_named(string request)
    {
        Source.AddImage("acme/api", "1.0", "a");
        (_bench.Attempts, _bench.Timeout) = (1, TimeSpan.FromMilliseconds(300));
        Source.Fault = line => line.StartsWith(request) ? new StandInFault(0) { Hangs = true } : null;

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Message, Does.Contain($"failed: {Source.Name} was silent for 0.30 s."));
    }

    [Test]
    public async Task A_registry_that_cannot_be_reached_is_named_once_for_all_images()
    {
        _bench.Attempts = 1;
        var copies = new[] { "a", "b" }.Select(name => new ImageCopy($"127.0.0.1:1/acme/{name}", Destination.Name)).ToArray();

        var images = await _bench.RunAsync(SyncBench.Options(copies));

        Assert.That(images.Select(image => image.Message).Distinct(), Is.EqualTo(new[]
        {
            "Connecting to 127.0.0.1:1 failed: no program listens at 127.0.0.1:1. Start the registry, or correct its port.",
        }));
    }

    [Test]
    public async Task A_missing_tag_is_reported_with_similar_ones()
    {
        Source.AddImage("acme/api", "1.10", "a");
        Source.AddImage("acme/api", "1.11", "b");

        var images = await _bench.RunAsync("acme/api:1.12", "acme/web:1.0", "acme/api:2.*");

        Assert.That(images.Select(image => image.Message), Is.EqualTo(new[]
        {
            $"{Source.Name}/acme/api has no tag 1.12. Did you mean 1.10 or 1.11?",
            $"{Source.Name}/acme/web:1.0 does not exist. Check the name of the repository and the tag.",
            $"No tag of {Source.Name}/acme/api matches 2.*. Known: 1.10, 1.11.",
        }));
    }

    [Test]
    public async Task Damaged_content_is_never_stored()
    {
        Source.AddImage("acme/api", "1.0", "a");
        (_bench.Attempts, Source.Damages) = (2, true);

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Message, Does.Contain($"the content that {Source.Name} returned has the digest sha256:"));
        Assert.That(Destination.Uploads, Is.Empty);
        Assert.That(Destination.TagsOf("acme/api"), Is.Empty);
    }

    [Test]
    public async Task Patterns_select_tags_of_all_pages()
    {
        foreach (var tag in new[] { "1.0", "1.1", "1.1-rc1", "2.0", "latest" })
            Source.AddImage("acme/api", tag, tag);

        await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:1.*") with { Tags = ["!*-rc*", "latest"] }));

        Assert.That(Destination.TagsOf("acme/api"), Is.EqualTo(new[] { "1.0", "1.1", "latest" }));
    }

    [Test]
    public async Task One_platform_is_copied_with_its_attestation()
    {
        Source.AddIndex("acme/api", "1.0", "first");
        var options = SyncBench.Options(_bench.Copy("acme/api:1.0") with { Platforms = [Platform.LinuxAmd64] });

        var first = await _bench.RunAsync(options);
        var second = await _bench.RunAsync(options);

        var children = JsonNode.Parse(Destination.Text("acme/api", "1.0"))!["manifests"]!.AsArray();
        Assert.That(children.Select(child => child!["platform"]!["architecture"]!.GetValue<string>()), Is.EqualTo(new[] { "amd64", "unknown" }));
        Assert.That((first.Single().SentBlobs, second.Single().Status), Is.EqualTo((5, SyncStatus.Unchanged)));
    }

    [Test]
    public async Task A_missing_platform_is_reported()
    {
        Source.AddIndex("acme/api", "1.0", "first");

        var images = await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:1.0") with { Platforms = ["linux/s390x"] }));

        var expected = $"{Source.Name}/acme/api:1.0 has no image for the platform linux/s390x. It has linux/amd64, linux/arm64.";
        Assert.That(images.Single().Message, Is.EqualTo(expected));
    }

    [Test]
    public async Task Referrers_come_along_whether_the_registries_have_the_api_or_not([Values] bool atSource, [Values] bool atDestination, [Values] bool later)
    {
        (Source.Referrers, Destination.Referrers) = (atSource, atDestination);
        var image = Source.AddImage("acme/api", "1.0", "a");
        var digest = image["digest"]!.GetValue<string>();
        if (later)
            await _bench.RunAsync("acme/api:1.0");
        var signature = Source.AddReferrer("acme/api", digest, "signature");
        var tag = digest.Replace(':', '-');
        if (!atSource)
        {
            Source.AddManifest("acme/api", new JsonObject
            {
                ["schemaVersion"] = 2, ["mediaType"] = "application/vnd.oci.image.index.v1+json", ["manifests"] = new JsonArray(signature.DeepClone()),
            }, tag);
        }

        var images = await _bench.RunAsync("acme/api:1.0");
        var again = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Status, Is.EqualTo(SyncStatus.Copied), images.Single().Message);
        var copied = signature["digest"]!.GetValue<string>();
        Assert.That(Destination.DigestOf("acme/api", copied), Is.EqualTo(copied));
        Assert.That(Destination.TagsOf("acme/api"), Is.EqualTo(atDestination ? ["1.0"] : new[] { "1.0", tag }));
        if (!atDestination)
            Assert.That(Destination.Text("acme/api", tag), Does.Contain(copied));
        Assert.That(again.Single().Status, Is.EqualTo(SyncStatus.Unchanged));
    }

    [Test]
    public async Task Signatures_under_tags_come_along()
    {
        var digest = Source.AddImage("acme/api", "1.0", "a")["digest"]!.GetValue<string>();
        var tag = $"{digest.Replace(':', '-')}.sig";
        Source.AddImage("acme/api", tag, "signature");

        await _bench.RunAsync("acme/api:*");
        var again = await _bench.RunAsync("acme/api:*");

        Assert.That(Destination.TagsOf("acme/api"), Is.EqualTo(new[] { "1.0", tag }));
        Assert.That(again.Select(image => (image.Reference, image.Status)), Is.EqualTo(new[] { ("1.0", SyncStatus.Unchanged) }));
    }

    [Test]
    public async Task A_dry_run_only_reads()
    {
        Source.AddIndex("acme/api", "1.0", "first");
        Destination.AddImage("acme/api", "0.9", "old");

        var images = await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:*")) with { DryRun = true, FindStale = true, DeleteStale = true });

        Assert.That(images.Select(image => image.Status), Is.EqualTo(new[] { SyncStatus.Planned, SyncStatus.Stale }));
        Assert.That(images[0].Missing, Has.Count.EqualTo(7));
        Assert.That(Destination.Requests.Select(line => line.Split(' ')[0]).Distinct(), Is.SubsetOf(new[] { "GET", "HEAD" }));
    }

    [Test]
    public async Task Stale_tags_are_deleted_only_on_request([Values] bool delete, [Values] bool deletesTags)
    {
        Source.AddImage("acme/api", "1.0", "a");
        foreach (var (tag, content) in new[] { ("0.9", "old"), ("0.8", "a"), ("keep", "other") })
            Destination.AddImage("acme/api", tag, content);
        Destination.DeletesTags = deletesTags;
        var copy = _bench.Copy("acme/api:?.*");

        var images = await _bench.RunAsync(SyncBench.Options(copy) with { FindStale = true, DeleteStale = delete });

        // 0.8 is the same image as 1.0: a registry that deletes images only would delete both.
        string[] expected = !delete ? ["0.8", "0.9", "1.0", "keep"] : deletesTags ? ["1.0", "keep"] : ["0.8", "1.0", "keep"];
        Assert.That(Destination.TagsOf("acme/api"), Is.EqualTo(expected));
        Assert.That(images.Count(image => image.Status == SyncStatus.Stale), Is.EqualTo(delete ? deletesTags ? 0 : 1 : 2));
    }

    [Test]
    public async Task An_image_of_an_index_that_is_kept_is_not_deleted_with_its_own_tag()
    {
        Source.AddIndex("acme/api", "1.0", "first");
        Destination.AddIndex("acme/api", "1.0", "first");
        var child = JsonNode.Parse(Destination.Text("acme/api", "1.0"))!["manifests"]![0]!["digest"]!.GetValue<string>();
        Destination.AddManifest("acme/api", JsonNode.Parse(Destination.Text("acme/api", child))!.AsObject(), "1.0-amd64");

        await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:1.*")) with { FindStale = true, DeleteStale = true });

        Assert.That(Destination.DigestOf("acme/api", child), Is.EqualTo(child));
    }

    [Test]
    public async Task A_page_of_a_website_instead_of_referrers_does_not_stop_the_run()
    {
        Source.AddImage("acme/api", "1.0", "a");
        Source.Fault = line => line.Contains("/referrers/", StringComparison.Ordinal) ? new StandInFault(200) : null;

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Status, Is.EqualTo(SyncStatus.Copied), images.Single().Message);
    }

    [Test]
    public async Task Some_platforms_of_a_digest_are_copied_under_the_digest_of_their_own_index()
    {
        Source.AddIndex("acme/api", "1.0", "first");
        var copy = _bench.Copy($"acme/api@{Source.DigestOf("acme/api", "1.0")}") with { Platforms = [Platform.LinuxAmd64] };

        var first = await _bench.RunAsync(SyncBench.Options(copy));
        var second = await _bench.RunAsync(SyncBench.Options(copy));

        Assert.That((first.Single().Status, second.Single().Status), Is.EqualTo((SyncStatus.Copied, SyncStatus.Unchanged)), first.Single().Message);
    }

    [Test]
    public async Task Nothing_is_deleted_if_an_image_could_not_be_copied()
    {
        Source.AddImage("acme/api", "1.0", "a");
        Destination.AddImage("acme/api", "0.9", "old");
        (_bench.Attempts, Destination.DeletesTags) = (1, true);
        Destination.Fault = line => line.StartsWith("PUT") ? new StandInFault(500) : null;

        await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:*")) with { FindStale = true, DeleteStale = true });

        Assert.That(Destination.TagsOf("acme/api"), Is.EqualTo(new[] { "0.9" }));
    }

    [Test]
    public async Task The_login_of_docker_is_used_and_does_not_show([Values] bool tokens, [Values] bool isRight)
    {
        Source.AddImage("acme/api", "1.0", "a");
        (Destination.Login, Destination.Tokens) = ("robot:pa55-w0rd-of-robot", tokens);
        var login = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(isRight ? "robot:pa55-w0rd-of-robot" : "robot:another-pa55-w0rd"));
        _bench.Configure($$"""{"auths": {"{{Destination.Name}}": {"auth": "{{login}}"} } }""");

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Status, Is.EqualTo(isRight ? SyncStatus.Copied : SyncStatus.Failed), images.Single().Message);
        if (!isRight)
        {
            Assert.That(images.Single().Message, Does.Contain($"Docker's login for {Destination.Name} isn't valid"));
            Assert.That(images.Single().Message, Does.Not.Contain("pa55").And.Not.Contain(login));
        }
        else if (tokens)
        {
            Assert.That(Destination.Scopes, Is.EqualTo(new[] { "repository:acme/api:pull,push" }));
        }
    }

    [Test]
    public async Task Without_a_login_the_message_names_the_command_to_log_in()
    {
        Source.AddImage("acme/api", "1.0", "a");
        Source.Login = "robot:pa55-w0rd-of-robot";

        var images = await _bench.RunAsync("acme/api:1.0");

        Assert.That(images.Single().Message, Does.EndWith($"Docker has no login for {Source.Name}: run 'docker login {Source.Name}'."));
    }

    [Test]
    public void Two_images_for_one_destination_are_refused()
    {
        var target = $"{Destination.Name}/one/app";
        ImageCopy[] copies = [new($"{Source.Name}/acme/api:1.0", target), new($"{Source.Name}/acme/web:1.0", target)];

        Assert.That(
            async () => await _bench.RunAsync(SyncBench.Options(copies)),
            Throws.InstanceOf<InvalidSettingException>().With.Message.Contains("would both be copied to"));
    }

    [TestCase(404, false, TestName = "An image that only the engine has is copied by it, and not pulled")]
    [TestCase(0, true, TestName = "An image of a registry that can't be reached is pulled by the engine")]
    public async Task The_engine_copies_what_the_registries_cannot(int status, bool pulls)
    {
        Source.AddImage("acme/api", "0.9", "other");
        _bench.Attempts = 1;
        if (status == 0)
            Source.Fault = _ => new StandInFault(0) { Abort = true };
        var engine = new RecordedCarrier("sha256:1");

        var images = await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:1.0")), engine);

        Assert.That(engine.Calls, Is.EqualTo(new[] { $"{Source.Name}/acme/api:1.0 {Destination.Name}/acme/api:1.0 {pulls}" }));
        Assert.That((images.Single().Status, images.Single().Digest), Is.EqualTo((SyncStatus.CopiedByEngine, "sha256:1")));
        Assert.That(images.Single().Message, Does.EndWith("It was copied through the engine."));
    }

    [Test]
    public async Task What_the_engine_does_not_have_is_reported_as_before()
    {
        var images = await _bench.RunAsync(SyncBench.Options(_bench.Copy("acme/api:1.0")), new RecordedCarrier(null));

        Assert.That((images.Single().Status, images.Single().Message), Is.EqualTo(
            (SyncStatus.Failed, $"{Source.Name}/acme/api:1.0 does not exist. Check the name of the repository and the tag.")));
    }

    [Test]
    public async Task What_failed_last_time_comes_first_and_then_the_largest()
    {
        Source.AddImage("acme/small", "1.0", "s");
        Source.AddImage("acme/large", "1.0", new string('l', 1000));
        Source.AddImage("acme/failed", "1.0", "f");
        var options = SyncBench.Options(_bench.Copy("acme/small:1.0"), _bench.Copy("acme/large:1.0"), _bench.Copy("acme/failed:1.0")) with
        {
            Connections = 1,
            FailedLastTime = new HashSet<string> { $"{Destination.Name}/acme/failed:1.0" },
        };

        await _bench.RunAsync(options);

        var tagged = Destination.Requests.Where(line => line.StartsWith("PUT") && line.EndsWith("manifests/1.0")).Select(line => line.Split('/')[3]);
        Assert.That(tagged, Is.EqualTo(new[] { "failed", "large", "small" }));
    }

    // Repositories that share a layer.
    private List<string> AddMany(int count)
    {
        List<string> names = [.. Enumerable.Range(1, count).Select(number => $"acme/app{number}")];
        foreach (var name in names)
            Source.AddImage(name, "1.0", "base", $"first of {name}", new string('x', 20_000) + name);
        return names;
    }

    private void Complete(IEnumerable<string> names)
    {
        Assert.Multiple(() =>
        {
            foreach (var name in names)
                Assert.That(Destination.DigestOf(name, "1.0"), Is.EqualTo(Source.DigestOf(name, "1.0")), name);
            // By digest: a blob that two repositories share is sent once, too.
            Assert.That(Destination.Uploads.Select(upload => upload.Split(' ')[1]), Is.Unique);
        });
    }

    private sealed class RecordedCarrier(string? digest) : IImageCarrier
    {
        public List<string> Calls { get; } = [];

        public Task<string?> CarryAsync(string source, string destination, bool pull, CancellationToken cancellationToken)
        {
            Calls.Add($"{source} {destination} {pull}");
            return Task.FromResult(digest);
        }
    }
}
