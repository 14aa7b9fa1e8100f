using System.Collections.Immutable;
using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Nuke.Docker.BuildKit.Commands;
using Nuke.Docker.BuildKit.Text;

namespace DockerTestSupport;

/// <summary>Values of every kind, with each property unset or set to anything that its type allows.</summary>
internal static class AnyValue
{
    private static readonly string[] s_platforms =
    [
        "linux/amd64", "linux/arm64", "linux/arm/v7", "linux/arm", "windows(10.0.17763)/amd64", "linux/x86_64", "linux/arm64/v8",
    ];

    private static Gen<AnnotationTarget> Target { get; } =
        from level in Gen.Elements(Enum.GetValues<AnnotationLevel>())
        from platform in Gen.Elements([null, "linux/amd64", "linux/arm64"])
        select new AnnotationTarget(level, platform is null ? null : new Platform(platform));

    public static Gen<Annotation> Annotation { get; } =
        from key in AnyText.Word
        from value in AnyText.Some
        from targets in Target.ArrayOf()
        select new Annotation($"org.{key}", value, targets.Distinct().Take(3));

    public static Gen<CacheTo> CacheTo { get; } = Gen.OneOf(
        Filled<CacheTo>(text => new LocalCacheTo(text)),
        Filled<CacheTo>(_ => new RegistryCacheTo("registry.example/bot:cache")),
        Filled<CacheTo>(_ => new GhaCacheTo()),
        Filled<CacheTo>(_ => new S3CacheTo()),
        Filled<CacheTo>(_ => new AzblobCacheTo()),
        Gen.Constant<CacheTo>(new InlineCacheTo()),
        AnyText.Attributes.Select<(string, string)[], CacheTo>(attributes => new RawCacheTo("other", attributes)));

    public static Gen<CacheFrom> CacheFrom { get; } = Gen.OneOf(
        Filled<CacheFrom>(text => new LocalCacheFrom(text)),
        Filled<CacheFrom>(_ => new RegistryCacheFrom("registry.example/bot:cache")),
        Filled<CacheFrom>(_ => new GhaCacheFrom()),
        Filled<CacheFrom>(_ => new S3CacheFrom()),
        Filled<CacheFrom>(_ => new AzblobCacheFrom()),
        AnyText.Attributes.Select<(string, string)[], CacheFrom>(attributes => new RawCacheFrom("other", attributes)));

    public static Gen<BuildOutput> Output { get; } = Gen.OneOf(
        Filled<BuildOutput>(_ => new ImageOutput()),
        Filled<BuildOutput>(_ => new RegistryOutput()),
        Filled<BuildOutput>(_ => new DockerOutput()),
        Filled<BuildOutput>(text => new OciOutput(text)),
        Filled<BuildOutput>(text => new TarOutput(text)),
        Filled<BuildOutput>(text => new LocalOutput($"./{text}")),
        Gen.Constant(BuildOutput.CacheOnly),
        AnyText.Attributes.Select(attributes => new BuildOutput("other", attributes)));

    public static Gen<SbomAttestation> Sbom { get; } = Filled(_ => new SbomAttestation());

    public static Gen<ProvenanceAttestation> Provenance { get; } = Filled(_ => new ProvenanceAttestation());

    public static Gen<Attestation> Attestation { get; } = Gen.OneOf(
        Sbom.Select<SbomAttestation, Attestation>(one => one),
        Provenance.Select<ProvenanceAttestation, Attestation>(one => one));

    public static Gen<BuildSecret> Secret { get; } =
        from id in AnyText.Some
        from reference in AnyText.Some
        from file in Gen.Elements(true, false)
        select file ? BuildSecret.FromFile(id, reference) : BuildSecret.FromEnvironment(id, reference);

    public static Gen<Platform> Platform { get; } = Gen.Elements(s_platforms).Select(name => new Platform(name));

    public static Gen<Ulimit> Ulimit { get; } =
        from name in Gen.Elements("nofile", "nproc", "core", "memlock")
        from soft in Gen.Choose(0, 100_000)
        from more in Gen.Elements(null, 0, 5, (int?)-1)
        select new Ulimit(name, soft, more is null ? null : more < 0 ? -1 : soft + more);

    public static Gen<BuildCall> Call { get; } = Filled(_ => new BuildCall(CallMethod.Outline));

    public static Gen<BuildPolicy> Policy { get; } =
        from files in AnyText.Some.ListOf()
        from strict in Gen.Elements(null, true, (bool?)false)
        from level in Gen.Elements(null, "debug", "warn")
        select new BuildPolicy { FileNames = [.. files], Reset = true, Strict = strict, LogLevel = level };

    public static Gen<ResourceLimit> Resource { get; } =
        from number in Gen.Choose(1, int.MaxValue)
        from limit in Gen.Elements(
            ResourceLimit.Memory(number), ResourceLimit.MemorySwap(number), ResourceLimit.MemorySwap(null), ResourceLimit.CpuShares(number),
            ResourceLimit.CpuPeriod(number), ResourceLimit.CpuQuota(-number), ResourceLimit.CpusetCpus("0-3"), ResourceLimit.CpusetMems("0,1"))
        select limit;

    public static Gen<ImageReference> Image { get; } =
        from domain in Gen.Elements(
            "", "localhost/", "localhost:5000/", "registry.example/", "127.0.0.1:80/", "[::1]:5000/", "Upper/", "docker.io/", "index.docker.io/")
        from path in Gen.Elements("alpine", "library/alpine", "acme/bot", "a.b/c_d/e__f/g--h", "0/1")
        from tag in Gen.Elements("", ":latest", ":1.0-RC_2", ":_")
        from digest in Gen.Elements("", $"@sha256:{new string('a', 64)}", $"@sha512:{new string('0', 128)}")
        select ImageReference.Parse(domain + path + tag + digest);

    public static Gen<Ssh> Ssh { get; } =
        from id in AnyText.Word
        from paths in AnyText.Word.ListOf(3)
        select new Ssh(id, paths);

    public static Gen<ExtraHost> Host { get; } =
        from name in AnyText.Word
        from address in Gen.Elements("10.0.0.2", "::1", "[fe80::1]", "host-gateway")
        select new ExtraHost(name, address);

    public static Gen<Entitlement> Granted { get; } = Gen.OneOf(
        Gen.Elements(Entitlement.NetworkHost, Entitlement.SecurityInsecure, Entitlement.AllDevices, Entitlement.LocalDelete),
        AnyText.Word.Select(Entitlement.Device));

    public static Gen<BakeAccess> Access { get; } = Gen.OneOf(
        Granted.Select(entitlement => (BakeAccess)entitlement),
        Gen.Constant(BakeAccess.Ssh),
        AnyText.Word.Select(BakeAccess.Read),
        AnyText.Word.Select(BakeAccess.Write));

    public static Gen<BakeOverride> Override { get; } =
        from target in Gen.Elements("*", "web-*", "app")
        from key in Gen.Elements("args.A", "platform", "output", "labels.org.example")
        from value in AnyText.Some
        select new BakeOverride(target, key, value);

    public static Gen<DriverOption> DriverOption { get; } = from key in AnyText.Word from value in AnyText.Some select new DriverOption($"env.{key}", value);

    public static Gen<ContainerMount> Mount { get; } =
        from source in AnyText.Some
        from target in AnyText.Word
        from type in Gen.Choose(0, 2)
        from readOnly in Gen.Elements(null, true, (bool?)false)
        from label in AnyText.Some
        let mount = type switch
        {
            0 => ContainerMount.Bind($"/{source}", target),
            1 => ContainerMount.Volume($"v{source}", target),
            _ => ContainerMount.Tmpfs(target),
        }
        select mount with { ReadOnly = readOnly, Options = [("volume-label", label), ("volume-label", "b")] };

    public static Gen<PublishedPort> Port { get; } =
        from inside in Gen.Choose(1, 65_000)
        from outside in Gen.Elements(null, 0, (int?)8080)
        from count in Gen.Choose(1, 3)
        from choice in Gen.Choose(1, 3)
        from address in Gen.Elements(null, "127.0.0.1", "::1")
        from protocol in Gen.Elements(null, "tcp", "udp", "sctp")
        select new PublishedPort(inside, outside)
        {
            Count = count,
            Choice = count > 1 || outside is null ? 1 : choice,
            Address = address is null ? null : System.Net.IPAddress.Parse(address),
            Protocol = protocol,
        };

    public static Gen<RestartPolicy> Restart { get; } = Gen.OneOf(
        Gen.Elements(RestartPolicy.No, RestartPolicy.Always, RestartPolicy.UnlessStopped, RestartPolicy.OnFailure()),
        Gen.Choose(0, 9).Select(attempts => RestartPolicy.OnFailure(attempts)));

    public static Gen<TimeSpan> Duration { get; } =
        from ticks in Gen.Choose(0, int.MaxValue)
        from scale in Gen.Elements(1L, 10, 10_000, 10_000_000)
        from sign in Gen.Elements(1, 1, 1, -1)
        select new TimeSpan(ticks * scale * sign);

    private static Gen<T> Filled<T>(Func<string, T> create)
        where T : class, IArgumentValue =>
        (from text in AnyText.Some
         from texts in AnyText.Some.ListOf(16)
         from annotations in Annotation.ListOf(2)
         from seed in Gen.Choose(0, int.MaxValue)
         select Fill(create(text), new Random(seed), [.. texts], [.. annotations])).Where(IsConsistent);

    private static T Fill<T>(T value, Random random, IReadOnlyList<string> texts, ImmutableArray<Annotation> annotations)
        where T : class
    {
        foreach (var property in value.GetType().GetProperties(BindingFlags.Instance | BindingFlags.Public).Where(property => property.SetMethod is not null))
        {
            if (random.Next(3) == 0)
                property.SetValue(value, Any(property, random, texts, annotations) ?? property.GetValue(value));
        }

        return value;
    }

    private static object? Any(PropertyInfo property, Random random, IReadOnlyList<string> texts, ImmutableArray<Annotation> annotations)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return type switch
        {
            _ when property.Name == "Digest" => $"sha256:{new string('a', 64)}",
            _ when property.Name == "Version" && type == typeof(int) => random.Next(1, 3),
            _ when type == typeof(string) => texts[random.Next(texts.Count)],
            _ when type == typeof(bool) => random.Next(2) == 0,
            _ when type == typeof(int) => random.Next(1, 10),
            _ when type == typeof(TimeSpan) => TimeSpan.FromMilliseconds(random.Next()),
            _ when type == typeof(ImmutableArray<string>) => ImmutableArray.Create("acme/bot:1", "acme/bot:2"),
            _ when type == typeof(ImmutableArray<Annotation>) => OnePartEach(annotations) is { Length: > 0 } some ? some : null,
            _ when type == typeof(ImmutableSortedDictionary<string, string>) => ImmutableSortedDictionary<string, string>.Empty.Add("scan-stage", texts[0]),
            _ when type.IsEnum => Enum.GetValues(type).GetValue(random.Next(Enum.GetValues(type).Length)),
            _ => throw new NotSupportedException($"{property.DeclaringType}.{property.Name} has a type without a generator: {type}"),
        };
    }

    // An output has an attribute for each target: an annotation of several targets is read back as several annotations.
    private static ImmutableArray<Annotation> OnePartEach(ImmutableArray<Annotation> annotations) =>
        [.. annotations.DistinctBy(annotation => annotation.Key).Where(annotation => annotation.Targets.Length < 2)];

    private static bool IsConsistent(IArgumentValue value)
    {
        try
        {
            value.ToArgument();
            return true;
        }
        catch (InvalidSettingException)
        {
            return false;
        }
    }
}
