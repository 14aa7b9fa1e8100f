using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace Nuke.Docker.BuildKit.Tests.Commands;

/// <summary>A value of a flag's kind and its expected arguments.</summary>
/// <param name="Verb">The prefix of the fluent verb.</param>
/// <param name="Arguments">The arguments of the verb.</param>
/// <param name="Values">The values after the flag, one for each time that it is rendered.</param>
internal sealed record FlagSample(string Verb, object?[] Arguments, string[] Values)
{
    private static readonly Dictionary<string, (object Value, string Text)> s_types = new(StringComparer.Ordinal)
    {
        [nameof(Annotation)] = (Annotation.Parse("index:a=b"), "index:a=b"),
        [nameof(Attestation)] = (Attestation.Parse("type=sbom"), "type=sbom"),
        [nameof(BakeAccess)] = (BakeAccess.Parse("fs.read=/a b"), "fs.read=/a b"),
        [nameof(BakeOverride)] = (BakeOverride.Parse("*.args.A=b,c"), "*.args.A=b,c"),
        [nameof(BuildCall)] = (BuildCall.Parse("check,format=json"), "check,format=json"),
        [nameof(BuildNetwork)] = (BuildNetwork.Host, "host"),
        [nameof(BuildOutput)] = (BuildOutput.Parse("type=tar,dest=/a b"), "type=tar,dest=/a b"),
        [nameof(BuildPolicy)] = (BuildPolicy.Parse("filename=a.rego"), "filename=a.rego"),
        [nameof(BuildSecret)] = (BuildSecret.Parse("id=a,env=A"), "id=a,env=A"),
        [nameof(BuilderDriver)] = (BuilderDriver.Kubernetes, "kubernetes"),
        [nameof(CacheFrom)] = (CacheFrom.Parse("type=local,src=/c"), "type=local,src=/c"),
        [nameof(CacheTo)] = (CacheTo.Parse("type=local,dest=/c"), "type=local,dest=/c"),
        [nameof(ComposeImages)] = (ComposeImages.Local, "local"),
        [nameof(ComposeProgress)] = (ComposeProgress.Quiet, "quiet"),
        [nameof(ContainerMount)] = (ContainerMount.Bind("/a,b", "/c"), "type=bind,\"source=/a,b\",target=/c"),
        [nameof(DriverOption)] = (new DriverOption("env.A", "b,c"), "\"env.A=b,c\""),
        [nameof(Entitlement)] = (Entitlement.Parse("network.host"), "network.host"),
        [nameof(ExtraHost)] = (ExtraHost.Parse("db:10.0.0.1"), "db:10.0.0.1"),
        [nameof(ImageReference)] = (ImageReference.Parse("acme/bot:1"), "acme/bot:1"),
        [nameof(NamedContext)] = (NamedContext.Parse("a=docker-image://b"), "a=docker-image://b"),
        [nameof(Platform)] = (new Platform("linux/arm64"), "linux/arm64"),
        [nameof(ProgressMode)] = (ProgressMode.RawJson, "rawjson"),
        [nameof(ProvenanceAttestation)] = (ProvenanceAttestation.ParseShorthand("mode=max"), "mode=max"),
        [nameof(PublishedPort)] = (PublishedPort.Parse("127.0.0.1:8080:80/udp"), "127.0.0.1:8080:80/udp"),
        [nameof(PullPolicy)] = (PullPolicy.Missing, "missing"),
        [nameof(ResourceLimit)] = (ResourceLimit.Parse("cpu-quota=50000"), "cpu-quota=50000"),
        [nameof(RestartPolicy)] = (RestartPolicy.OnFailure(3), "on-failure:3"),
        [nameof(SbomAttestation)] = (SbomAttestation.ParseShorthand("true"), "true"),
        [nameof(Ssh)] = (Ssh.Parse("a=/k"), "a=/k"),
        [nameof(Ulimit)] = (Ulimit.Parse("nofile=1:2"), "nofile=1:2"),
    };

    public static FlagSample Of(JsonObject flag)
    {
        var kind = (string)flag["kind"]!;
        return (string?)flag["value"] switch
        {
            "map" => Map,
            { } type => kind == "string" ? Set(s_types[type].Value, s_types[type].Text) : Add(s_types[type].Value, s_types[type].Text),
            null => kind switch
            {
                "bool" => new("Enable", [true], []),
                "int" or "uint" or "uint16" => Set(3L, "3"),
                "bytes" => Set(new ByteSize(64 << 20), "67108864"),
                "decimal" => Set(1.5m, "1.5"),
                "duration" => Set(TimeSpan.FromSeconds(90), "1m30s"),
                "string" or "gpu-request" => Set("a, \"b\" =c", "a, \"b\" =c"),
                "map" or "scale" or "stringToString" => Map,
                "stringSlice" => new("Add", [ImmutableArray.Create("a", "b,c")], ["a", "\"b,c\""]),
                _ => new("Add", [ImmutableArray.Create("a", "b,c")], ["a", "b,c"]),
            },
        };
    }

    private static FlagSample Map => new("Add", ["KEY", "a=b"], ["KEY=a=b"]);

    private static FlagSample Set(object value, string text) => new("Set", [value], [text]);

    private static FlagSample Add(object value, string text)
    {
        var values = Array.CreateInstance(value.GetType(), 2);
        values.SetValue(value, 0);
        values.SetValue(value, 1);
        return new("Add", [values], [text, text]);
    }
}
