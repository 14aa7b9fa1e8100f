using Nuke.Docker.BuildKit.Builds.Compose;
using Nuke.Docker.BuildKit.Caches.Strategies;
using Nuke.Docker.BuildKit.Commands;

namespace Nuke.Docker.BuildKit.Tests.Builds.Compose;

public sealed class ComposeCacheOverrideSpecs
{
    [Test]
    public void Each_service_gets_what_was_decided_for_it()
    {
        var written = ComposeCacheOverride.Create(
        [
            new("api", new([new RegistryCacheFrom("r.io/c:main")], [new RegistryCacheTo("r.io/c:main") { Mode = CacheMode.Max }], "")),
            new("worker", CacheDecision.None(""), "host"),
            new("db", CacheDecision.None("")),
        ]);

        Assert.That(written.SecretVariables, Is.Empty);
        Assert.That(written.Text, Is.EqualTo("""
            # Written anew by every build: caches for the services' images, laid over the project's own files.
            services:
              "api":
                build:
                  cache_from:
                    - "type=registry,ref=r.io/c:main"
                  cache_to:
                    - "type=registry,ref=r.io/c:main,mode=max"
              "worker":
                build:
                  network: "host"

            """));
    }

    [Test]
    public void Without_anything_to_say_it_is_a_valid_file_all_the_same() =>
        Assert.That(ComposeCacheOverride.Create([]).Text, Does.EndWith("services: {}\n"));

    [TestCase("/a$b", "\"type=local,src=/a$$b\"")]
    [TestCase("C:\\caches", "\"type=local,src=C:\\\\caches\"")]
    [TestCase("/a\tb", "\"type=local,src=/a\\u0009b\"")]
    [TestCase("/größe 😀", "\"type=local,src=/größe 😀\"")]
    public void A_path_is_quoted_for_YAML_and_for_compose(string folder, string expected) =>
        Assert.That(ComposeCacheOverride.Create([new("api", new([new LocalCacheFrom(folder)], [], ""))]).Text, Does.Contain($"- {expected}\n"));

    [Test]
    public void An_entry_with_a_secret_stands_in_a_variable()
    {
        var written = ComposeCacheOverride.Create([new("api", new([new GhaCacheFrom { Token = "t0ken" }], [new GhaCacheTo { Token = "t0ken" }], ""))]);

        Assert.That(written.Text, Does.Contain("- \"${DOCKER_CACHE_ENTRY_1}\"").And.Contain("- \"${DOCKER_CACHE_ENTRY_2}\"").And.Not.Contain("t0ken"));
        Assert.That(written.SecretVariables["DOCKER_CACHE_ENTRY_1"], Is.EqualTo("type=gha,token=t0ken"));
    }
}
