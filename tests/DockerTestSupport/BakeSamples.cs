using System.Collections.Immutable;
using Nuke.Docker.BuildKit.Builds.Bake;

namespace DockerTestSupport;

/// <summary>A bake file with every attribute. The integration tests pass the same file to the real bake.</summary>
internal static class BakeSamples
{
    public static BakeFile Everything { get; } = new()
    {
        Variables = Map(("TAG", new BakeVariable
        {
            Default = "1.2",
            Description = "Tag of the images",
            Type = "string",
            Validations = [new BakeValidation(BakeText.Expression("TAG != \"\""), "TAG must not be empty")],
        })),
        Functions = Map(("tagged", new BakeFunction(["name"], BakeText.Expression("\"${name}:${TAG}\"")) { VariadicParameter = "rest" })),
        Groups = Map(("default", new BakeGroup(["all", "worker"]) { Description = "Everything" })),
        Targets = Map(
            ("all", new BakeTarget
            {
                Annotations = ["index:org.example=1"],
                Args = Texts(("VERSION", BakeText.Expression("TAG")), ("SHELL", "${HOME} %{x} $${y} \"q\" \\ \n\t'größer' 100% $"), ("KEPT", null)),
                Attest = ["type=provenance,mode=max"],
                CacheFrom =
                [
                    "type=registry,ref=127.0.0.1:9/cache",
                    new BakeEntry(new BakeMap(BakeMap.Empty.Members.Add("type", "local").Add("src", "/src/cache"))),
                ],
                CacheTo = ["type=local,dest=/src/cache,mode=max"],
                Call = "check",
                Context = "api",
                Contexts = Texts(("extra", "worker")),
                Description = "The service",
                Dockerfile = "Dockerfile.prod",
                DockerfileInline = "FROM scratch\n",
                Entitlements = ["network.host"],
                ExtraHosts = Texts(("db", "127.0.0.1")),
                Inherits = ["_base"],
                Labels = Texts(("org.example.${x}", "a \"b\"")),
                Network = "host",
                NoCache = true,
                NoCacheFilter = ["builder"],
                Output = ["type=docker"],
                Platforms = ["linux/amd64"],
                Pull = false,
                Secret = ["id=pip,src=pip.conf", "id=token,env=TOKEN"],
                ShmSize = "128m",
                Ssh = ["default=agent.sock"],
                Tags = [new BakeText("acme/api:${TAG}"), BakeText.Expression("tagged(\"acme/other\")")],
                Target = "runtime",
                Ulimits = ["nofile=1024:2048"],
            }),
            ("_base", new BakeTarget { Args = Texts(("KEPT", "here"), ("BASE", "1")) }),
            ("worker", new BakeTarget
            {
                DockerfileInline = "FROM scratch\nCOPY . /\n",
                Matrix = new BakeMap(BakeMap.Empty.Members.Add("arch", BakeList.Of("amd64", "arm64"))),
                Name = new BakeText("worker-${arch}"),
                Tags = [new BakeText("${tagged(\"acme/worker\")}-${arch}")],
            })),
    };

    private static ImmutableSortedDictionary<string, T> Map<T>(params (string Key, T Value)[] pairs) =>
        pairs.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, BakeText?> Texts(params (string Key, BakeText? Value)[] pairs) => Map(pairs);
}
